using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TradeLive.Tests.Storage;

/// <summary>A PostgreSQL of the tests' own, on a loopback port and a temporary folder.</summary>
/// <param name="durable">False where nothing is to survive and speed counts: commits are not synced.</param>
public sealed class PostgresServer(bool durable) : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("tradelive-pg-").FullName;
    readonly int port = FreePort();
    int databases;

    static string Bin => Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin";

    /// <summary>Connection string of the database created last.</summary>
    public string Last { get; private set; } = "";

    public async Task Start()
    {
        // PostgreSQL refuses to run as root.
        await Run("chown", "-R", "postgres", folder);
        await AsPostgres($"{Bin}/initdb -D {folder}/data -A trust -U tests -E UTF8");
        await AsPostgres($"{Bin}/pg_ctl -D {folder}/data -w -l {folder}/log -o '-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync={(durable ? "on" : "off")}' start");
    }

    public async Task<string> Create()
    {
        var server = $"Host=127.0.0.1;Port={port};Username=tests;Maximum Pool Size=40";
        await using var connection = new NpgsqlConnection($"{server};Database=postgres");
        await connection.OpenAsync();
        var name = $"t{Interlocked.Increment(ref databases)}";
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return Last = $"{server};Database={name}";
    }

    public async ValueTask DisposeAsync() => await AsPostgres($"{Bin}/pg_ctl -D {folder}/data -m immediate stop");

    static Task AsPostgres(string command) =>
        Environment.UserName == "root" ? Run("su", "postgres", "-s", "/bin/bash", "-c", command) : Run("bash", "-c", command);

    static async Task Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = false })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
