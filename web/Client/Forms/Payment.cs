namespace TradeLive.Client.Forms;

/// <summary>Terms of payment as they are being typed: at first 30 % deposit, the balance against a copy of the B/L.</summary>
public sealed class Payment
{
    public decimal Percent { get; set; } = 30;
    public bool BalanceBeforeShipment { get; set; }

    public decimal Share => Percent / 100;
}
