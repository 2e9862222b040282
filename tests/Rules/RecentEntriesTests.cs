using CsCheck;
using TradeLive.Log;

namespace TradeLive.Tests.Rules;

public sealed class RecentEntriesTests
{
    static LogEntry Entry(long seq) => new(new(0, seq), "inquiry/I-1", seq, "inquiry.noted.v1", default, "", "", "", "{}", "");

    [Fact]
    public void Whoever_follows_gets_each_entry_once_and_in_order_whether_from_memory_or_from_the_database() =>
        Gen.Select(Gen.Int[1, 30_000], Gen.Int[1, 5000], Gen.Int[1, 3000]).Sample((length, first, second) =>
        {
            var recent = new RecentEntries();
            IReadOnlyList<LogEntry> Read(LogPosition after, int most)
            {
                if (recent.After(after, most) is { } known) return known;
                LogEntry[] stored = [.. Enumerable.Range((int)after.Seq + 1, Math.Min(most, length - (int)after.Seq)).Select(seq => Entry(seq))];
                recent.Keep(after, stored);
                return stored;
            }
            long leader = 0, follower = 0;
            while (leader < length || follower < length)
            {
                if (leader < length) leader = Follow(leader, first);
                if (follower < length) follower = Follow(follower, second);
            }

            long Follow(long from, int most)
            {
                var read = Read(new(0, from), most);
                Assert.NotEmpty(read);
                Assert.Equal(Enumerable.Range((int)from + 1, read.Count).Select(seq => (long)seq), read.Select(entry => entry.Position.Seq));
                return read[^1].Position.Seq;
            }
        }, iter: 100);
}
