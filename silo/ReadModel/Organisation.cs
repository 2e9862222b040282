using System.Collections.Immutable;
using TradeLive.Company;
using TradeLive.Log;
using TradeLive.People;
using TradeLive.Teams;

namespace TradeLive.ReadModel;

/// <summary>The company, its teams and its reps at a position of the log: little enough to be kept whole.</summary>
/// <param name="Versions">Version of each stream, such as <c>team/east</c>.</param>
public sealed record Organisation(
    CompanyState Company, ImmutableDictionary<string, Team> Teams, ImmutableDictionary<string, Rep> Reps, ImmutableDictionary<string, long> Versions)
{
    public static Organisation Empty { get; } =
        new(new(), ImmutableDictionary<string, Team>.Empty, ImmutableDictionary<string, Rep>.Empty, ImmutableDictionary<string, long>.Empty);

    /// <summary>Count of the events of a stream.</summary>
    public long VersionOf(string stream) => Versions.GetValueOrDefault(stream);

    /// <returns>The organisation after the event; itself if the event is none of its.</returns>
    public Organisation Apply(LogEntry entry) => entry.Event switch
    {
        CompanyEvent e => At(entry) with { Company = Company.Apply(e) },
        TeamEvent e => At(entry) with { Teams = Teams.SetItem(entry.Key, (Teams.GetValueOrDefault(entry.Key) ?? new()).Apply(e)) },
        RepEvent e => At(entry) with { Reps = Reps.SetItem(entry.Key, (Reps.GetValueOrDefault(entry.Key) ?? new()).Apply(e)) },
        _ => this,
    };

    Organisation At(LogEntry entry) => this with { Versions = Versions.SetItem(entry.Stream, entry.Version) };

    /// <summary>Team that a rep belongs to.</summary>
    public string? TeamOf(string? rep) => rep is null ? null : Reps.GetValueOrDefault(rep)?.Profile?.Team?.Value;

    internal static Organisation Load(ReadContext context)
    {
        var rows = context.Organisation.ToList();
        return new(
            rows.Where(row => row.Kind == "company").Select(row => StateJson.Read<CompanyState>(row.State)).FirstOrDefault() ?? new(),
            rows.Where(row => row.Kind == "team").ToImmutableDictionary(row => row.Id, row => StateJson.Read<Team>(row.State)),
            rows.Where(row => row.Kind == "rep").ToImmutableDictionary(row => row.Id, row => StateJson.Read<Rep>(row.State)),
            rows.ToImmutableDictionary(row => $"{row.Kind}/{row.Id}", row => row.Version));
    }

    internal static void Save(ReadContext context, Organisation before, Organisation after)
    {
        foreach (var (stream, version) in after.Versions.Where(entry => before.VersionOf(entry.Key) != entry.Value))
        {
            var (kind, id) = stream.Split('/', 2) is [var first, var second] ? (first, second) : (stream, "");
            Put(context, kind, id, version, kind switch
            {
                "team" => StateJson.Write(after.Teams[id]),
                "rep" => StateJson.Write(after.Reps[id]),
                _ => StateJson.Write(after.Company),
            });
        }
    }

    static void Put(ReadContext context, string kind, string id, long version, string state)
    {
        if (context.Organisation.Find(kind, id) is { } row) (row.Version, row.State) = (version, state);
        else context.Organisation.Add(new() { Kind = kind, Id = id, Version = version, State = state });
    }
}
