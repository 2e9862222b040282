using System.Globalization;
using TradeLive.Client;

namespace TradeLive.Tests.Pages;

public sealed class FormatsTests
{
    [Theory]
    [InlineData("USD", "1,234.50 USD")]
    [InlineData("JPY", "1,235 JPY")]
    [InlineData("KWD", "1,234.500 KWD")]
    [InlineData("CLF", "1,234.5000 CLF")]
    public void What_is_owed_is_shown_to_the_smallest_unit_of_its_currency(string currency, string shown)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        Assert.Equal(shown, Formats.Money(1234.5m, currency));
    }

    [Fact]
    public void An_estimate_is_shown_in_whole_units()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        Assert.Equal("1,234 USD", Formats.Estimate(1234.4m, "USD"));
    }
}
