using TradeLive.Benchmarks.Measures;
using TradeLive.Benchmarks.Peer;

if (args is ["peer", var url, var kind, var connectionString])
{
    await PeerServer.Run(url, kind, connectionString);
    return 0;
}
var only = args is ["--only", var names, ..] ? names.Split(',') : null;
var report = await Suite.Run(only);
if (Array.IndexOf(args, "--json") is >= 0 and var at && at + 1 < args.Length) await report.Save(args[at + 1]);
return report.Figures.Any(figure => figure.Reached == false) ? 1 : 0;
