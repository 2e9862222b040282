using TradeLive.Log;
using TradeLive.Web.Live;

namespace TradeLive.Tests.Web;

public sealed class ObjectFeedTests
{
    [Fact]
    public void A_stream_that_nobody_watches_any_more_takes_no_room()
    {
        var watchers = new StreamWatchers<string>();
        watchers.Add("order/O-1", "one", "Ann");
        watchers.Add("order/O-1", "two", "Bob");
        watchers.Add("order/O-2", "one", "Ann");
        watchers.RemoveAll("one");
        Assert.Equal(["Bob"], watchers.Of("order/O-1"));
        Assert.Equal(1, watchers.Streams);
        watchers.Remove("order/O-1", "two");
        watchers.Remove("order/O-1", "two");
        Assert.Equal(0, watchers.Streams);
    }

    [Theory]
    [InlineData("team/east", "team.changed.v1", "team/all")]
    [InlineData("rep/ann", "rep.left.v1", "team/all")]
    [InlineData("inquiry/I-1", "inquiry.claimed.v1", "team/all")]
    [InlineData("inquiry/I-1", "inquiry.noted.v1", "customer/C-1")]
    [InlineData("inquiry/I-1", "inquiry.received.v1", "customer/all")]
    [InlineData("order/O-1", "order.milestone-done.v1", "order/all")]
    [InlineData("order/O-1", "order.placed.v1", "customer/all")]
    [InlineData("customer/C-1", "customer.care-planned.v1", "care/ann")]
    [InlineData("customer/C-1", "customer.care-done.v1", "care/ann")]
    [InlineData("inquiry/I-1", "inquiry.score-contested.v1", "score/all")]
    public void A_page_is_told_of_what_it_counts(string stream, string type, string page)
    {
        var body = File.ReadAllText(Path.Combine(Server.Root, $"tests/Stored/events/{type}.json"));
        var entry = new LogEntry(default, stream, 1, type, default, "", "", "", body, "");
        Assert.Contains(page, ObjectFeed.Shown(entry, stream == "inquiry/I-1" ? "C-1" : null));
    }

    [Fact]
    public void A_note_changes_nobodys_load()
    {
        var body = File.ReadAllText(Path.Combine(Server.Root, "tests/Stored/events/inquiry.noted.v1.json"));
        Assert.DoesNotContain("team/all", ObjectFeed.Shown(new(default, "inquiry/I-1", 1, "inquiry.noted.v1", default, "", "", "", body, ""), null));
    }
}
