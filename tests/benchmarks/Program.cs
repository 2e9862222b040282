using TradeLive.Benchmarks.Measures;
using TradeLive.Benchmarks.Peer;

if (args is ["peer", var url, var kind, var connectionString])
{
    await PeerServer.Run(url, kind, connectionString);
    return 0;
}
var only = After("--only")?.Split(',');
var report = await Suite.Run(only, args.Contains("--alone"));
if (After("--json") is { } file) await report.Save(file);
return report.Figures.Any(figure => figure.Reached == false) ? 1 : 0;

string? After(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
