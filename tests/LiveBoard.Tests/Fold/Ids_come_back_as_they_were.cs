using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Tests.Fakes;

namespace Monitoring.LiveBoard.Tests.Fold;

public sealed class Ids_come_back_as_they_were
{
    private readonly ForeignIds _ids = new();

    [Theory]
    [InlineData("01KJ0000000000000000000000")]
    [InlineData("7ZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    [InlineData("8ZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    [InlineData("01kj0000000000000000000000")]
    [InlineData("01KJ00000000000000000000IL")]
    [InlineData("101000295613")]
    [InlineData("")]
    public void Whatever_they_are(string id) => Assert.Equal(id, _ids.Text(_ids.Keep(id)));

    [Fact]
    public void Ulids_are_ordered_as_their_texts()
    {
        var random = new Random(7);
        string[] ids = [.. Enumerable.Range(0, 200).Select(_ => Ulids.Next(random)), "01KJ-foreign"];

        string[] byKey = [.. ids.Order(Comparer<string>.Create((a, b) => _ids.Compare(_ids.Keep(a), _ids.Keep(b))))];

        Assert.Equal(ids.Order(StringComparer.Ordinal), byKey);
    }

    [Fact]
    public void A_forgotten_id_gives_its_number_back()
    {
        ComplaintKey first = _ids.Keep("case-1");
        _ids.Forget(first);

        Assert.False(_ids.TryFind("case-1", out _));
        Assert.Equal(first, _ids.Keep("case-2"));
        Assert.Equal("case-2", _ids.Text(first));
    }
}
