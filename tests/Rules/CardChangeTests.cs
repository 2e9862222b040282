using System.Text.Json;
using CsCheck;
using TradeLive.Views;

namespace TradeLive.Tests.Rules;

public sealed class CardChangeTests
{
    static readonly Gen<string?> Text = Gen.String[Gen.Char.AlphaNumeric, 0, 6].Null();

    static readonly Gen<Card> Cards = Gen.Select(Text, Text, Gen.Int[0, 6], Gen.Decimal[0, 1000].Nullable(), Gen.Bool, (owner, country, stage, amount, escalated) => new Card
    {
        Id = "I-1",
        Owner = owner,
        Country = country,
        Stage = (Stage)stage,
        WonAmount = amount,
        Escalated = escalated,
        Reasons = amount is null ? [] : [new("country-rate", 0.5, new Dictionary<string, string> { ["country"] = country ?? "" })],
    });

    [Fact]
    public void A_change_arrives_as_it_was_sent() => Gen.Select(Cards.Null(), Cards.Null()).Sample((now, before) =>
    {
        var change = new CardChange(now, before);
        var arrived = JsonSerializer.Deserialize(JsonSerializer.Serialize(change, Json), Json)!;
        Assert.Equal(Said(now), Said(arrived.Now));
        Assert.Equal(Said(before), Said(arrived.Before));
    });

    [Fact]
    public void Of_the_card_before_only_what_differs_is_sent()
    {
        var now = new Card { Id = "I-1", Stage = Stage.Quoted, Owner = "ann", Buyer = "Uta" };
        var sent = JsonDocument.Parse(JsonSerializer.Serialize(new CardChange(now, now with { Stage = Stage.New, Owner = null }), Json));
        Assert.Equal("""{"stage":"New","owner":null}""", sent.RootElement.GetProperty("before").GetRawText());
    }

    static System.Text.Json.Serialization.Metadata.JsonTypeInfo<CardChange> Json => (System.Text.Json.Serialization.Metadata.JsonTypeInfo<CardChange>)ViewsJson.Default.GetTypeInfo(typeof(CardChange))!;

    static string Said(Card? card) => JsonSerializer.Serialize(card, ViewsJson.Default.Card);
}
