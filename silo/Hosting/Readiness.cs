using Microsoft.Extensions.Diagnostics.HealthChecks;
using TradeLive.Live;
using TradeLive.Log;

namespace TradeLive.Hosting;

/// <summary>Ready when the boards have caught up with what was in the log at start.</summary>
sealed class Readiness(ChangeLog log, LiveModel model) : IHealthCheck
{
    LogPosition? end;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        end ??= log.End();
        return Task.FromResult(model.Position >= end
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The boards are at {model.Position} of {end}."));
    }
}
