using System.Globalization;
using TradeLive.Client;
using TradeLive.Import;
using TradeLive.Inquiries;
using TradeLive.People;
using TradeLive.ReadModel;
using TradeLive.Teams;
using TradeLive.Views;

namespace TradeLive.Tests.Import;

public sealed class RowReaderTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static readonly Organisation Staff = Organisation.Empty with
    {
        Reps = Organisation.Empty.Reps.SetItem("ann", new Rep { Active = true, Profile = new("Ann Lee", new TeamId("east"), RepLevel.Senior, [], [], [], WorkingHours.Default, 10) }),
    };

    static ImportStart Settings(string culture, string order, string zone, params string?[] fields) =>
        new([.. fields.Select(field => new ColumnMapping(field ?? "extra", field))], "test", culture, order, zone, "USD");

    static RowReader Reader(string culture, string order, params string?[] fields) => new(Settings(culture, order, "Asia/Shanghai", fields), Staff, Now);

    static TableRow Row(params string[] cells) => new(2, cells, TableRow.None);

    static ReceiveInquiry Command(RowReading reading)
    {
        Assert.Empty(reading.Errors);
        return reading.Command!;
    }

    [Theory]
    [InlineData("en", "1,234.5", 1234.5)]
    [InlineData("de-DE", "1.234,5", 1234.5)]
    [InlineData("fr-FR", "1 234,5", 1234.5)]
    [InlineData("fr-FR", "1\u202f234,5", 1234.5)]
    [InlineData("de-DE", "1234,5", 1234.5)]
    [InlineData("en", "-12", -12)]
    public void Numbers_follow_the_files_culture(string culture, string text, double number) =>
        Assert.Equal((decimal)number, new NumberReader(culture).Read(text));

    [Theory]
    [InlineData("en", "1,5")]
    [InlineData("en", "12,34.5")]
    [InlineData("de-DE", "1234.5")]
    [InlineData("en", "1,234,5")]
    public void A_number_that_the_culture_groups_otherwise_is_none(string culture, string text) => Assert.Null(new NumberReader(culture).Read(text));

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1900-01-00")]
    [InlineData("0206-03-01 10:00")]
    public void A_date_before_there_was_mail_is_a_slip_of_the_pen(string text) =>
        Assert.Equal("bad-date", Assert.Single(Reader("en", "ymd", "buyer", "date").Read(Row("Ann", text)).Errors).Code);

    [Fact]
    public void A_number_of_a_workbook_means_the_same_in_every_culture()
    {
        foreach (var culture in new[] { "en", "de-DE", "fr-FR" })
        {
            var reader = Reader(culture, "ymd", "buyer", "quantity");
            Assert.Equal(1234.5m, Command(reader.Read(new(2, ["Ann", "1234.5"], new HashSet<int> { 1 }))).Quantity);
        }
    }

    [Theory]
    [InlineData("de-DE", "12", "1.234,5", "1,5")]
    [InlineData("en", "12", "1,234.5", "1.5")]
    [InlineData("fr-FR", "1 234,5", "99")]
    public void The_number_format_is_told_from_all_values(string culture, params string[] values) =>
        Assert.Equal(1234.5m, new NumberReader(FormatGuess.Culture(values, remembered: null)).Read(culture switch { "en" => "1,234.5", "de-DE" => "1.234,5", _ => "1 234,5" }));

    [Fact]
    public void A_date_without_a_time_is_that_date_for_every_reader_from_Samoa_to_Kiribati()
    {
        string[] zones = ["Pacific/Pago_Pago", "America/Los_Angeles", "America/Sao_Paulo", "UTC", "Europe/Berlin", "Asia/Shanghai", "Pacific/Auckland", "Pacific/Kiritimati"];
        foreach (var file in zones)
        {
            var reader = new RowReader(Settings("en", "dmy", file, "buyer", "date", "stage", "closedAt", "amount"), Staff, Now);
            var command = Command(reader.Read(Row("Uta", "01/02/2026", "Won", "28/02/2026", "100")));
            var events = new Inquiry().Receive(command, new("I-1"), Now).Events;
            Card? card = null;
            foreach (var happened in events) card = InquiryFold.Apply(card, "I-1", 1, "system", happened, new());
            foreach (var zone in zones)
            {
                var formats = new Formats(null!, new ReaderZone(zone));
                Assert.Equal(Formats.Day(new(2026, 2, 1)), formats.Date(card!.ReceivedAt, card.ReceivedOn));
                Assert.Equal(Formats.Day(new(2026, 2, 28)), formats.Date(card.ClosedAt!.Value, card.ClosedOn));
            }
        }
    }

    [Fact]
    public void A_date_with_a_time_is_a_moment()
    {
        var command = Command(Reader("en", "ymd", "buyer", "date").Read(Row("Uta", "2026-02-01 08:30")));
        Assert.Equal((new DateTimeOffset(2026, 2, 1, 0, 30, 0, TimeSpan.Zero), (DateOnly?)null), (command.ReceivedAt, command.ReceivedOn));
    }

    [Fact]
    public void Bad_cells_are_named_each_with_row_column_and_reason() => Assert.Equal(
        [new ImportError(7, "quantity", "bad-number", "many"), new ImportError(7, "email", "bad-email", "nowhere")],
        Reader("en", "ymd", "buyer", "quantity", "email").Read(new(7, ["Ann", "many", "nowhere"], TableRow.None)).Errors);

    [Fact]
    public void A_known_owner_of_a_new_inquiry_owns_it_and_an_unknown_ones_name_is_kept()
    {
        var reader = Reader("en", "ymd", "buyer", "owner", "stage");
        var known = Command(reader.Read(Row("Uta", "ann lee", "New")));
        Assert.Equal((new RepId("ann"), new TeamId("east")), (known.Past?.Owner, known.Past?.Team));
        var received = new Inquiry().Receive(known, new("I-1"), Now).Events;
        Assert.Equal(new RepId("ann"), received.OfType<InquiryClaimed>().Single().By);
        Assert.False(received.OfType<InquiryReceived>().Single().IsHistory);

        var unknown = Command(reader.Read(Row("Uta", "Nobody Here", "Contacted")));
        Assert.Null(unknown.Past?.Owner);
        Assert.Equal("Nobody Here", unknown.Attributes["owner"]);
    }

    [Fact]
    public void A_deal_without_a_date_of_receipt_came_when_it_was_closed_and_an_open_one_now()
    {
        var reader = Reader("en", "ymd", "company", "stage", "closedAt", "amount");
        var won = Command(reader.Read(Row("Berg", "Closed Won", "2026-01-15", "500")));
        Assert.Equal(new(2026, 1, 15), won.ReceivedOn);
        var open = Command(reader.Read(Row("Berg", "Qualification", "2026-09-15", "500")));
        Assert.Equal((Now, (DateOnly?)null), (open.ReceivedAt, open.ReceivedOn));
        Assert.Equal(("2026-09-15", "500"), (open.Attributes["closedAt"], open.Attributes["amount"]));
    }

    [Theory]
    [InlineData("成交", Stage.Won)]
    [InlineData("未成交", Stage.Lost)]
    [InlineData("已关闭", Stage.Lost)]
    [InlineData("Closed Won", Stage.Won)]
    [InlineData("Closed Lost", Stage.Lost)]
    [InlineData("Prospecting", Stage.New)]
    [InlineData("Open - Not Contacted", Stage.New)]
    [InlineData("Engaging", Stage.Qualified)]
    [InlineData("Proposal/Price Quote", Stage.Quoted)]
    [InlineData("Negotiation/Review", Stage.Negotiating)]
    public void Stages_of_other_systems_are_known_by_their_words(string text, Stage stage) => Assert.Equal(stage, StageWords.Of(text));

    [Fact]
    public void What_a_stage_means_can_be_said_and_without_it_the_row_is_in_error()
    {
        var settings = Settings("en", "ymd", "UTC", "buyer", "stage");
        Assert.Equal("bad-stage", Assert.Single(new RowReader(settings, Staff, Now).Read(Row("Uta", "Phase 3")).Errors).Code);
        var said = settings with { Stages = new Dictionary<string, Stage> { ["Phase 3"] = Stage.Quoted } };
        Assert.Equal(Stage.Quoted, Command(new RowReader(said, Staff, Now).Read(Row("Uta", "Phase 3"))).Past?.Stage);
    }

    [Fact]
    public void Columns_left_out_make_no_difference_to_a_row()
    {
        var plain = Reader("en", "ymd", "buyer", "product").Read(Row("Uta", "Lamp"));
        var mended = Reader("en", "ymd", "buyer", "product", "ignore").Read(Row("Uta", "Lamp", "country not known"));
        Assert.Equal(plain.Id, mended.Id);
        Assert.Empty(Command(mended).Attributes);
    }

    [Fact]
    public void Imported_history_keeps_its_own_dates()
    {
        var command = Command(Reader("en", "ymd", "buyer", "date", "stage", "engagedAt", "closedAt", "amount", "owner").Read(
            Row("Uta", "2025-01-10", "Won", "2025-01-12", "2025-03-20", "900", "Ann Lee")));
        var events = new Inquiry().Receive(command, new("I-1"), Now).Events;
        DateOnly? On<T>() where T : InquiryEvent => events.OfType<T>().Single().On;
        Assert.Equal(
            [new(2025, 1, 10), new(2025, 1, 12), new(2025, 1, 12), new DateOnly(2025, 3, 20)],
            new[] { On<InquiryReceived>(), On<InquiryClaimed>(), On<InquiryFirstReplied>(), On<InquiryWon>() });
        Assert.All(events, happened => Assert.Equal(happened.On!.Value.ToString("O", CultureInfo.InvariantCulture), happened.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }
}
