using Monitoring.Silo.SignIn;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.Tests.SignIn;

public sealed class AdminKeyTests
{
    private readonly string _data = Directory.CreateTempSubdirectory("monitoring-key-").FullName;

    [Fact]
    public void Without_a_setting_a_key_is_made_once_and_only_its_hash_is_kept()
    {
        var made = AdminKey.In(new KeyFolder(_data), "");
        Assert.Equal(43, made.Generated!.Length);
        var later = AdminKey.In(new KeyFolder(_data), "");
        Assert.Null(later.Generated);
        Assert.True(later.Is(made.Generated));
        Assert.False(later.Is(made.Generated + "x"));
        Assert.False(later.Is(""));
        var kept = Directory.GetFiles(_data, "*", SearchOption.AllDirectories).Select(f => File.ReadAllText(f, System.Text.Encoding.Latin1));
        Assert.DoesNotContain(kept, text => text.Contains(made.Generated, StringComparison.Ordinal));
    }

    [Fact]
    public void A_configured_key_takes_the_place_of_the_one_that_was()
    {
        var made = AdminKey.In(new KeyFolder(_data), "").Generated!;
        var configured = AdminKey.In(new KeyFolder(_data), "a-key-of-our-own");
        Assert.Null(configured.Generated);
        Assert.True(configured.Is("a-key-of-our-own"));
        Assert.False(configured.Is(made));
    }

    [Fact]
    public async Task Of_servers_that_start_together_on_one_folder_one_makes_the_key_and_all_take_it()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            var folder = new KeyFolder(_data);
            return (Secret: ServerKeys.In(folder).Check, Admin: AdminKey.In(folder, ""));
        })));

        Assert.Single(keys.Select(k => k.Secret).Distinct());
        var made = Assert.Single(keys, k => k.Admin.Generated is not null).Admin.Generated!;
        Assert.All(keys, k => Assert.True(k.Admin.Is(made)));
        Assert.DoesNotContain(Directory.GetFiles(_data, "*", SearchOption.AllDirectories), f => f.EndsWith(".new", StringComparison.Ordinal));
    }
}
