namespace TradeLive;

/// <summary>What is done to keep a customer: somebody calls, or writes.</summary>
public enum CareKind { Call, Message }

/// <summary>What came of it. Sent is the only one of a message, and of a message alone.</summary>
public enum CareResult { WillOrder, NoNeed, NotReached, Gone, Sent }
