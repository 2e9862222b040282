using TradeLive.Inquiries;

namespace TradeLive.Tests.Rules;

public sealed class AmendmentTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static readonly Inquiry Asked = Fold(new(), new Inquiry().Receive(
        new(By("web"), "web", "1", new("Uta", "Muster", "uta@muster.example", null, "DE"), "lamp", 10.50m, "pcs", null, "", new Dictionary<string, string>(), Noon, ReplyPromise.Default),
        new("I-1"), Noon));

    static Caller By(string who) => new(CommandId.New(), who, "test");

    static Decision<InquiryEvent> Amend(Inquiry inquiry, InquiryField field, string? expected, string? value) => inquiry.Amend(new(By("ann"), field, expected, value), Noon);

    static Inquiry Fold(Inquiry inquiry, Decision<InquiryEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(inquiry, (state, happened) => state.Apply(happened));
    }

    [Fact]
    public void Corrections_of_different_fields_both_survive()
    {
        var amended = Fold(Fold(Asked, Amend(Asked, InquiryField.Company, "Muster", "Muster KG")), Amend(Asked, InquiryField.Phone, null, "+49 30 1234567"));
        Assert.Equal(("Muster KG", "+49 30 1234567"), (amended.Buyer.Company, amended.Buyer.Phone));
    }

    [Fact]
    public void Of_the_same_field_the_second_is_refused_with_both_values()
    {
        var amended = Fold(Asked, Amend(Asked, InquiryField.Product, "lamp", "LED lamp"));
        var second = Amend(amended, InquiryField.Product, "lamp", "Solar lamp");
        Assert.Equal(Refusal.Of("field.changed-meanwhile", ("field", "Product"), ("theirs", "LED lamp"), ("yours", "Solar lamp")), second.Refusal);
    }

    [Fact]
    public void The_same_number_written_otherwise_is_no_change() => Assert.Equal((0, null), Said(Amend(Asked, InquiryField.Quantity, "10.5", "10.500")));

    [Theory]
    [InlineData(InquiryField.Quantity, "10.5", "many")]
    [InlineData(InquiryField.Quantity, "10.5", "0")]
    [InlineData(InquiryField.Email, "uta@muster.example", "uta at muster")]
    [InlineData(InquiryField.BuyerName, "Uta", " ")]
    public void What_does_not_fit_the_field_is_refused(InquiryField field, string expected, string value) =>
        Assert.Equal((0, "field.bad-value"), Said(Amend(Asked, field, expected, value)));

    static (int, string?) Said(Decision<InquiryEvent> decision) => (decision.Events.Count, decision.Refusal?.Code);
}
