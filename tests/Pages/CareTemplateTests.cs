using TradeLive.Client;

namespace TradeLive.Tests.Pages;

public sealed class CareTemplateTests
{
    [Fact]
    public void Every_template_is_there_in_both_languages_with_the_customers_and_the_writers_names() =>
        Assert.All(CareTemplate.All, template => Assert.All(CareTemplate.Languages, language =>
        {
            var text = CareTemplate.Text(template, language.Code, "Otto GmbH", "Ann", "Lamp Works");
            foreach (var name in new[] { "Otto GmbH", "Ann", "Lamp Works" }) Assert.Contains(name, text, StringComparison.Ordinal);
            Assert.Contains('\n', text);
            Assert.Equal(language.Code == "zh-CN", text.Contains('您'));
        }));
}
