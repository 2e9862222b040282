using TradeLive.Trade;

namespace TradeLive.Tests.Rules;

public sealed class CountriesTests
{
    [Theory]
    [InlineData("德国", "DE")]
    [InlineData("巴西", "BR")]
    [InlineData("刚果（金）", "CD")]
    [InlineData("沙特阿拉伯", "SA")]
    [InlineData("Germany", "DE")]
    [InlineData("deu", "DE")]
    [InlineData("U.K.", "GB")]
    [InlineData("Atlantis", null)]
    public void A_country_is_known_by_its_code_and_its_names_in_English_and_Chinese(string text, string? code) => Assert.Equal(code, Countries.Parse(text));
}
