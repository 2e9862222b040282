using System.Globalization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TradeLive.Client;
using TradeLive.Import;
using TradeLive.Views;

namespace TradeLive.Tests.Import;

public sealed class ImportShelfTests
{
    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    static ImportJob Job(string id, Clock clock, long size = 1) =>
        new(new("utf-8", [], []), size, id, new(id, "a.csv", "file", ImportState.Uploaded, 0, 0, 0, 0, 0, null, null, clock.GetUtcNow(), 0));

    [Fact]
    public void A_file_that_nobody_asks_for_is_dropped_after_a_while_and_one_on_its_way_in_is_not()
    {
        var clock = new Clock();
        var shelf = new ImportShelf(clock);
        var running = Job("running", clock);
        shelf.Add(running);
        shelf.Add(Job("forgotten", clock));
        running.Begin("file", new(), clock.Now);
        clock.Now += ImportShelf.Kept + TimeSpan.FromSeconds(1);
        shelf.Sweep();
        Assert.Null(shelf.Find("forgotten"));
        Assert.NotNull(shelf.Find("running"));
    }

    [Fact]
    public void Of_many_files_and_of_large_ones_the_longest_unused_go()
    {
        var clock = new Clock();
        var shelf = new ImportShelf(clock);
        for (var i = 0; i < ImportShelf.Most + 3; i++)
        {
            clock.Now += TimeSpan.FromSeconds(1);
            shelf.Add(Job($"{i}", clock));
        }
        Assert.Equal(ImportShelf.Most, shelf.All.Count);
        Assert.Null(shelf.Find("0"));
        clock.Now += TimeSpan.FromSeconds(1);
        shelf.Add(Job("large", clock, ImportShelf.MostBytes));
        Assert.Equal(["large"], shelf.All.Select(view => view.Id));
    }

    [Fact]
    public void The_columns_that_a_list_of_errors_adds_are_known_in_each_language()
    {
        var words = new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance).Create(typeof(Words));
        foreach (var culture in new[] { "en", "zh-CN" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(["ignore", "ignore", "ignore"], HeaderGuess.Of([words["import.error-row"], words["import.error-column"], words["import.error-reason"]]));
        }
    }
}
