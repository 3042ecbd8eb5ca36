using Monitoring.Silo.Options;

namespace Monitoring.Silo.Tests.Options;

public sealed class ReadOptionsTests
{
    [Fact]
    public void A_silo_of_a_cluster_is_set_up_from_the_command_line()
    {
        var options = ReadOptions.From(
            ["--db", "Host=db;Username=monitoring", "--role=board", "--address", "10.1.2.3", "--silo-port", "11111", "--gateway-port=30000"]);

        Assert.Equal("Host=db;Username=monitoring", options.Database);
        Assert.Equal(SiloRole.Board, options.Role);
        Assert.Equal(("10.1.2.3", 11_111, 30_000), (options.Address, options.SiloPort, options.GatewayPort));
    }

    [Theory]
    [InlineData("Role", "--role", "queen")]
    [InlineData("Role", "--role", "board")]
    [InlineData("Address", "--address", "banten")]
    [InlineData("Cluster:SiloPort", "--silo-port", "70000")]
    [InlineData("Port", "--port", "-1")]
    public void What_makes_no_sense_is_refused_by_name(string named, params string[] args)
    {
        var refused = Assert.Throws<OptionsException>(() => ReadOptions.From(args));

        Assert.StartsWith(named + " ", Assert.Single(refused.Mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_demonstration_keeps_out_of_a_shared_database() =>
        Assert.Contains("Database", Assert.Throws<OptionsException>(
            () => ReadOptions.From(["--demo", "--db", "Host=db"])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_demonstration_can_suffer_faults() => Assert.True(ReadOptions.From(["--demo", "--faults"]).Faults);

    [Theory]
    [InlineData("--faults")]
    [InlineData("--faults", "--demo=false")]
    [InlineData("--demo", "--faults", "--db", "Host=db")]
    [InlineData("--demo", "--faults", "--clock", "x60")]
    public void Faults_are_refused_by_name_wherever_they_could_hurt_somebody(params string[] args) =>
        Assert.Contains(
            Assert.Throws<OptionsException>(() => ReadOptions.From(args)).Mistakes,
            mistake => mistake.StartsWith("Faults ", StringComparison.Ordinal));
}
