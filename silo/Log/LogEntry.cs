using System.Globalization;

namespace TradeLive.Log;

/// <summary>A place in the change log: by transaction, then by sequence. On SQLite the transaction is always 0.</summary>
public readonly record struct LogPosition(long Xid, long Seq) : IComparable<LogPosition>
{
    public static LogPosition Start => default;

    public int CompareTo(LogPosition other) => Xid != other.Xid ? Xid.CompareTo(other.Xid) : Seq.CompareTo(other.Seq);

    public static bool operator <(LogPosition left, LogPosition right) => left.CompareTo(right) < 0;
    public static bool operator >(LogPosition left, LogPosition right) => left.CompareTo(right) > 0;
    public static bool operator <=(LogPosition left, LogPosition right) => left.CompareTo(right) <= 0;
    public static bool operator >=(LogPosition left, LogPosition right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Xid}.{Seq}");

    public static bool TryParse(string? text, out LogPosition position)
    {
        position = default;
        var parts = text?.Split('.');
        if (parts is not [var xid, var seq]
            || !long.TryParse(xid, NumberStyles.None, CultureInfo.InvariantCulture, out var x)
            || !long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var s)) return false;
        position = new(x, s);
        return true;
    }
}

/// <summary>One row of the change log.</summary>
/// <param name="Stream">Such as <c>inquiry/I-1</c>.</param>
/// <param name="Body">The event's JSON to the letter.</param>
public sealed record LogEntry(
    LogPosition Position, string Stream, long Version, string Type, DateTimeOffset At, string Command, string By, string From,
    string Body, string Hash)
{
    IEvent? happened;

    /// <summary>The event; null if a newer version of TradeLive wrote a type that this one does not know.</summary>
    public IEvent? Event => happened ??= EventNames.Read(Type, Body);

    public string Kind => Stream[..Stream.IndexOf('/', StringComparison.Ordinal)];
    public string Key => Stream[(Stream.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
