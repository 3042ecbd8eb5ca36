using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Facilities;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>How the program takes the drill in. Without it no part of a drill is in the process.</summary>
internal static class DrillSetup
{
    /// <summary>
    /// Adds the drill. The program gives everybody the <see cref="FaultyLog"/> in place of the store's, and has the wakers
    /// ask the same switchboard.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="switches">Where faults are turned on and off.</param>
    /// <param name="log">The log that everybody else has.</param>
    /// <param name="truth">The store's own log, past every fault.</param>
    /// <param name="roster">The facilities.</param>
    /// <param name="shelf">The policy under which complaints open.</param>
    /// <param name="seed">Of the script.</param>
    public static void AddDrill(
        this IServiceCollection services,
        Switchboard switches,
        FaultyLog log,
        IEventLog truth,
        Roster roster,
        IPolicyShelf shelf,
        int seed)
    {
        services.AddSingleton(switches);
        services.AddSingleton(new DrillSeed(seed));
        services.AddSingleton(new ReadBack(truth, log));
        services.AddSingleton<Func<string, int, DemoLives>>(
            (prefix, number) => DemoProvince.Lives(roster, shelf.Active, seed + number, prefix));
        services.AddSingleton<ScreenCable>();
        services.AddSingleton<DoorTally>();
        services.AddSingleton<DrillLine>();
        services.AddSingleton<DrillCases>();
        services.AddSingleton<DrillAnswers>();
        services.AddSingleton<FaultCourse>();
        services.AddSingleton<FaultBook>();
        services.AddHostedService<DrillScript>();
    }

    /// <summary>Puts the drill's parts of the door in place; to be called before everything else of the door.</summary>
    public static void UseDrill(this WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<ScreenCable>().Ask);
        app.Use(app.Services.GetRequiredService<DoorTally>().Ask);
    }

    /// <summary>Maps the drill's endpoints.</summary>
    public static void MapDrill(this WebApplication app) => DrillEndpoints.Map(app);
}
