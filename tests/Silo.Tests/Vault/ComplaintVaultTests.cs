using System.Collections.Immutable;
using System.Security.Cryptography;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.Tests.Vault;

public sealed class ComplaintVaultTests
{
    private static readonly KeyValuePair<string, string>[] Texts = [new("text", "Rahasia"), new("subject", "Judul")];

    private readonly string _data = Directory.CreateTempSubdirectory("monitoring-vault-").FullName;

    [Fact]
    public void What_was_sealed_opens_under_its_own_name_alone()
    {
        var vault = new ComplaintVault(ServerKeys.In(new KeyFolder(_data)));
        var texts = vault.Seal("A", Texts);
        Assert.Equal("Rahasia", vault.Open("A", texts, "text"));

        Assert.ThrowsAny<CryptographicException>(() => vault.Open("B", texts, "text"));
        var swapped = texts with { Texts = texts.Texts.SetItem("subject", texts.Texts["text"]) };
        Assert.ThrowsAny<CryptographicException>(() => vault.Open("A", swapped, "subject"));
        var changed = texts.Texts["text"].SetItem(30, (byte)(texts.Texts["text"][30] ^ 1));
        Assert.ThrowsAny<CryptographicException>(
            () => vault.Open("A", texts with { Texts = texts.Texts.SetItem("text", changed) }, "text"));
    }

    [Fact]
    public void A_later_text_is_sealed_under_the_complaints_own_key()
    {
        var vault = new ComplaintVault(ServerKeys.In(new KeyFolder(_data)));
        var first = vault.Seal("A", Texts);
        var more = vault.SealMore("A", first, [new("answer:1", "Maaf")]);
        Assert.Equal(first.WrappedKey, more.WrappedKey);
        var merged = first with { Texts = first.Texts.AddRange(more.Texts) };
        Assert.Equal("Maaf", vault.Open("A", merged, "answer:1"));
    }

    [Fact]
    public void The_same_text_sealed_again_is_another_box()
    {
        var vault = new ComplaintVault(ServerKeys.In(new KeyFolder(_data)));
        var first = vault.Seal("A", Texts);
        KeyValuePair<string, string>[] answer = [new("answer:1", "Maaf")];

        // one nonce used twice under one key gives both texts away
        var (once, again) = (vault.SealMore("A", first, answer).Texts["answer:1"], vault.SealMore("A", first, answer).Texts["answer:1"]);

        Assert.NotEqual(once.AsSpan()[..12].ToArray(), again.AsSpan()[..12].ToArray());
    }

    [Fact]
    public void With_the_key_erased_nothing_opens_and_nothing_more_is_sealed()
    {
        var vault = new ComplaintVault(ServerKeys.In(new KeyFolder(_data)));
        var erased = vault.Seal("A", Texts) with { WrappedKey = ImmutableArray<byte>.Empty };
        Assert.Throws<ErasedException>(() => vault.Open("A", erased, "text"));
        Assert.Throws<ErasedException>(() => vault.SealMore("A", erased, Texts));
    }

    [Fact]
    public void The_key_outlives_the_server_and_is_its_owners_alone()
    {
        var texts = new ComplaintVault(ServerKeys.In(new KeyFolder(_data))).Seal("A", Texts);
        Assert.Equal("Judul", new ComplaintVault(ServerKeys.In(new KeyFolder(_data))).Open("A", texts, "subject"));
        if (!OperatingSystem.IsWindows())
        {
            var file = Path.Combine(_data, "keys", "server.key");
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void Another_server_opens_nothing()
    {
        var texts = new ComplaintVault(ServerKeys.In(new KeyFolder(_data))).Seal("A", Texts);
        var other = Directory.CreateTempSubdirectory("monitoring-vault-").FullName;
        Assert.ThrowsAny<CryptographicException>(
            () => new ComplaintVault(ServerKeys.In(new KeyFolder(other))).Open("A", texts, "text"));
    }
}
