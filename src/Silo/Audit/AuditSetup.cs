using Monitoring.Silo.Vault;

namespace Monitoring.Silo.Audit;

/// <summary>What a server needs to make daily heads.</summary>
internal static class AuditSetup
{
    public static void AddDailyHeads(this IServiceCollection services)
    {
        services.AddSingleton(all => AuditKey.Of(all.GetRequiredService<ServerKeys>(), all.GetRequiredService<KeyFolder>()));
        services.AddSingleton<Anchors>();
        services.AddSingleton<DailyHeads>();
        services.AddHostedService<HeadOfEachDay>();
    }
}
