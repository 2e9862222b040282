using TradeLive.Client.Live;
using TradeLive.Views;

namespace TradeLive.Tests.Pages;

public sealed class BoardModelTests
{
    static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_card_shows_who_else_changed_it_and_stops_after_some_seconds()
    {
        var board = Board(BoardFilter.All, 3, A("a", 30), A("b", 20));
        Assert.True(board.Apply(Batch(board, 3, Change(A("a", 30) with { LastBy = "bob" }), Change(A("b", 20) with { LastBy = "ann" })), Noon));
        Assert.Equal("bob", board.TouchedBy("a", Noon));
        Assert.Null(board.TouchedBy("b", Noon));
        Assert.Equal("bob", board.TouchedBy("a", Noon + BoardModel.TouchedFor / 2));
        Assert.Null(board.TouchedBy("a", Noon + BoardModel.TouchedFor));
    }

    [Fact]
    public void What_the_system_did_is_not_shown_as_somebodys_change()
    {
        var board = Board(BoardFilter.All, 1, A("a", 30));
        board.Apply(Batch(board, 1, Change(A("a", 30) with { LastBy = "system" })), Noon);
        Assert.Null(board.TouchedBy("a", Noon));
    }

    [Fact]
    public void A_card_that_belongs_behind_the_first_cards_of_a_long_column_is_left_to_scrolling()
    {
        var board = Board(BoardFilter.All, total: 500, A("a", 30), A("b", 20));
        board.Apply(Batch(board, 501, new CardChange(A("far", 1), null)), Noon);
        Assert.Equal(["a", "b"], Ids(board));
        board.Apply(Batch(board, 502, new CardChange(A("near", 25), null)), Noon);
        Assert.Equal(["a", "near"], Ids(board));
        board.Apply(Batch(board, 501, new CardChange(null, A("a", 30))), Noon);
        Assert.Equal(["near", "b"], Ids(board));
    }

    [Fact]
    public void A_column_that_is_all_here_keeps_its_last_card_when_that_changes()
    {
        var board = Board(BoardFilter.All, 2, A("a", 30), A("b", 20));
        board.Apply(Batch(board, 2, Change(A("b", 19))), Noon);
        Assert.Equal(["a", "b"], Ids(board));
    }

    [Fact]
    public void A_refused_move_goes_back_to_its_place_though_others_came_meanwhile()
    {
        var board = Board(BoardFilter.All, 2, A("a", 30), A("b", 20));
        board.Move(board.Find("b")!, Stage.Quoted);
        Assert.Equal(["a"], Ids(board));
        board.Apply(Batch(board, 3, new CardChange(A("c", 10), null)), Noon);
        board.TakeBack("b");
        Assert.Equal(["a", "b"], Ids(board));
        Assert.Empty(board.Cards(Stage.Quoted));
    }

    [Fact]
    public void A_card_that_enters_or_leaves_the_filter_counts_in_the_totals_from_then_on()
    {
        var board = Board(new BoardFilter { Owner = "ann" }, 1, A("a", 30) with { Owner = "ann" });
        board.Apply(Batch(board, 7, new CardChange(A("b", 20) with { Owner = "ann" }, A("b", 20) with { Owner = "bob" })), Noon);
        Assert.Equal(["a", "b"], Ids(board));
        Assert.Equal(2, board.Totals[Stage.New].Count);
        board.Apply(Batch(board, 7, new CardChange(A("a", 30) with { Owner = "bob" }, A("a", 30) with { Owner = "ann" })), Noon);
        Assert.Equal(["b"], Ids(board));
        Assert.Equal((1, -10m), (board.Totals[Stage.New].Count, board.Totals[Stage.New].Weighted));
    }

    static Card A(string id, decimal value) => new() { Id = id, ExpectedValue = value, ReceivedAt = Noon, LastBy = "bob" };

    static CardChange Change(Card now) => new(now, now);

    static string[] Ids(BoardModel board) => [.. board.Cards(Stage.New).Select(card => card.Id)];

    static BoardModel Board(BoardFilter filter, int total, params Card[] cards)
    {
        BoardColumn[] columns = [.. Stages.All.Select(stage => stage == Stage.New ? new BoardColumn(Totals(total), cards) : new(new(stage, 0, 0, 0, 0), []))];
        return new(new("all", "0.1", Noon, columns, "USD", [], [], [], [], []), filter, window: 2, reader: "ann");
    }

    static ColumnTotals Totals(int count) => new(Stage.New, count, 0, 0, 0);

    static BoardBatch Batch(BoardModel board, int total, params CardChange[] changes) =>
        new("all", board.Position, $"{board.Position}1", changes, [Totals(total)]);
}
