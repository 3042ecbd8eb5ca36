using System.Security.Cryptography;

namespace Monitoring.Verify.Chain;

/// <summary>
/// What the link of an event must be: SHA-256(0x00 ‖ its canonical bytes ‖ the link before). The audiences come from the
/// feeds, keys and texts from their own tables, so that a row which is missing, added or changed in any of them breaks the link.
/// </summary>
internal sealed class EventLinks
{
    private static readonly byte[] Nothing = new byte[32];

    private readonly ByteForm _form = new();

    public byte[] Of(StreamRows stream, EventRow happened, IReadOnlyList<string> audiences, byte[]? before)
    {
        _form.Begin(0)
            .Text(stream.Name).Number(happened.Seq).Number(happened.At).Text(happened.Kind).Text(happened.Body)
            .Flag(happened.Item is not null);
        if (happened.Item is not null)
        {
            _form.Text(happened.Item);
        }

        _form.Count(audiences.Count);
        foreach (var audience in audiences)
        {
            _form.Text(audience);
        }

        Keys(stream, happened.Seq);
        Texts(stream, happened.Seq);
        return _form.Raw(before ?? Nothing).Sha256();
    }

    private void Keys(StreamRows stream, long seq)
    {
        var keys = stream.Keys.Where(key => key.Seq == seq)
            .OrderBy(key => key.Client, StringComparer.Ordinal).ThenBy(key => key.Key, StringComparer.Ordinal).ToList();
        _form.Count(keys.Count);
        foreach (var key in keys)
        {
            _form.Text(key.Client).Text(key.Key).Text(key.Fingerprint);
        }
    }

    private void Texts(StreamRows stream, long seq)
    {
        var texts = stream.Texts.Where(text => text.Seq == seq).OrderBy(text => text.Name, StringComparer.Ordinal).ToList();
        if (texts.Count == 0)
        {
            _form.Count(0);
            return;
        }

        _form.Count(texts.Count + 1).Text("").Raw(stream.Digest ?? Nothing);
        foreach (var text in texts)
        {
            _form.Text(text.Name).Raw(SHA256.HashData(text.Cipher));
        }
    }
}
