namespace TradeLive;

/// <summary>The eleven rules of Incoterms 2020.</summary>
public enum Incoterm { EXW, FCA, CPT, CIP, DAP, DPU, DDP, FAS, FOB, CFR, CIF }

/// <summary>How the goods travel.</summary>
public enum TransportMode { SeaContainer, SeaBulk, Air, Rail, Road, Courier, Multimodal }

/// <summary>A rule with its named place, as a contract must state it ("FOB Ningbo, Incoterms 2020").</summary>
public sealed record DeliveryTerm(Incoterm Rule, string Place)
{
    public override string ToString() => $"{Rule} {Place}, Incoterms 2020";
}

public static class Incoterms
{
    /// <summary>FAS, FOB, CFR and CIF are for sea and inland waterway only (Incoterms 2020).</summary>
    public static bool IsSeaOnly(this Incoterm rule) => rule is Incoterm.FAS or Incoterm.FOB or Incoterm.CFR or Incoterm.CIF;

    /// <summary>The rule that fits better, where the mode of transport does not fit the rule: containers and every mode but
    /// sea call for FCA, CPT or CIP instead of FAS/FOB, CFR, CIF. Null where it fits.</summary>
    public static Incoterm? Better(Incoterm rule, TransportMode mode) => (rule, mode) switch
    {
        (_, TransportMode.SeaBulk) => null,
        (Incoterm.FOB or Incoterm.FAS, _) => Incoterm.FCA,
        (Incoterm.CFR, _) => Incoterm.CPT,
        (Incoterm.CIF, _) => Incoterm.CIP,
        _ => null,
    };
}
