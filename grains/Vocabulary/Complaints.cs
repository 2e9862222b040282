namespace TradeLive;

/// <summary>What a buyer complains of. Damage: also goods short in number.</summary>
public enum ComplaintKind { Quality, Damage, LateDelivery, Documents, Payment, Service, Other }

/// <summary>How a complaint was settled: goods sent again or repaired, money given back or taken off, put right otherwise, explained, or not accepted.</summary>
public enum ComplaintSettlement { Replaced, Credited, Corrected, Explained, Declined }
