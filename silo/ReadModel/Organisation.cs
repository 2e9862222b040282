using System.Collections.Immutable;
using TradeLive.Company;
using TradeLive.Log;
using TradeLive.People;
using TradeLive.Teams;

namespace TradeLive.ReadModel;

/// <summary>The company, its teams and its reps at a position of the log: little enough to be kept whole.</summary>
public sealed record Organisation(CompanyState Company, ImmutableDictionary<string, Team> Teams, ImmutableDictionary<string, Rep> Reps)
{
    public static Organisation Empty { get; } = new(new(), ImmutableDictionary<string, Team>.Empty, ImmutableDictionary<string, Rep>.Empty);

    /// <returns>The organisation after the event; itself if the event is none of its.</returns>
    public Organisation Apply(LogEntry entry) => entry.Event switch
    {
        CompanyEvent e => this with { Company = Company.Apply(e) },
        TeamEvent e => this with { Teams = Teams.SetItem(entry.Key, (Teams.GetValueOrDefault(entry.Key) ?? new()).Apply(e)) },
        RepEvent e => this with { Reps = Reps.SetItem(entry.Key, (Reps.GetValueOrDefault(entry.Key) ?? new()).Apply(e)) },
        _ => this,
    };

    /// <summary>Team that a rep belongs to.</summary>
    public string? TeamOf(string? rep) => rep is null ? null : Reps.GetValueOrDefault(rep)?.Profile?.Team?.Value;

    internal static Organisation Load(ReadContext context)
    {
        var rows = context.Organisation.ToList();
        return new(
            rows.Where(row => row.Kind == "company").Select(row => StateJson.Read<CompanyState>(row.State)).FirstOrDefault() ?? new(),
            rows.Where(row => row.Kind == "team").ToImmutableDictionary(row => row.Id, row => StateJson.Read<Team>(row.State)),
            rows.Where(row => row.Kind == "rep").ToImmutableDictionary(row => row.Id, row => StateJson.Read<Rep>(row.State)));
    }

    internal static void Save(ReadContext context, Organisation before, Organisation after)
    {
        if (before.Company != after.Company) Put(context, "company", ICompanyGrain.Key, StateJson.Write(after.Company));
        foreach (var (id, team) in after.Teams.Where(entry => before.Teams.GetValueOrDefault(entry.Key) != entry.Value)) Put(context, "team", id, StateJson.Write(team));
        foreach (var (id, rep) in after.Reps.Where(entry => before.Reps.GetValueOrDefault(entry.Key) != entry.Value)) Put(context, "rep", id, StateJson.Write(rep));
    }

    static void Put(ReadContext context, string kind, string id, string state)
    {
        if (context.Organisation.Find(kind, id) is { } row) row.State = state;
        else context.Organisation.Add(new() { Kind = kind, Id = id, State = state });
    }
}
