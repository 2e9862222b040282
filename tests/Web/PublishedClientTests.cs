using System.Diagnostics;

namespace TradeLive.Tests.Web;

public sealed class PublishedClientTests(ITestOutputHelper output)
{
    /// <summary>Most bytes that a browser loads once, before it has them in its cache; why, in docs/decisions/0009.</summary>
    const long Budget = 3_300_000;

    static readonly string[] Forbidden = ["Orleans", "EntityFrameworkCore", "Microsoft.ML", "TradeLive.Grains", "TradeLive.Silo", "Sqlite", "Npgsql"];

    [Fact]
    public async Task The_published_client_keeps_to_its_budget_and_carries_nothing_of_the_server()
    {
        var folder = Directory.CreateTempSubdirectory("tradelive-published-").FullName;
        try
        {
            using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", Path.Combine(Server.Root, "web/web.csproj"), "-c", "Release", "-o", folder, "-v", "q", "--nologo"]))!;
            await publish.WaitForExitAsync();
            Assert.Equal(0, publish.ExitCode);

            var files = new DirectoryInfo(Path.Combine(folder, "wwwroot/_framework")).GetFiles("*.br");
            long Sum(Func<FileInfo, bool> which) => files.Where(which).Sum(file => file.Length);
            var code = Sum(file => file.Name.EndsWith(".wasm.br", StringComparison.Ordinal));
            var script = Sum(file => file.Name.EndsWith(".js.br", StringComparison.Ordinal) && !file.Name.StartsWith("blazor.server", StringComparison.Ordinal) && !file.Name.StartsWith("blazor.webassembly", StringComparison.Ordinal));
            // A browser loads the culture data of its language alone; the largest counts.
            var culture = files.Where(file => file.Name.StartsWith("icudt", StringComparison.Ordinal)).Max(file => file.Length);
            output.WriteLine($"code {code:N0}, script {script:N0}, culture {culture:N0}: {code + script + culture:N0} of {Budget:N0} bytes");
            Assert.InRange(code + script + culture, 1, Budget);
            Assert.All(files, file => Assert.DoesNotContain(Forbidden, name => file.Name.Contains(name, StringComparison.OrdinalIgnoreCase)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
