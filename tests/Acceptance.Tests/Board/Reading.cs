using System.Globalization;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Board;

/// <summary>Reads feeds and boards over HTTP.</summary>
internal static class Reading
{
    /// <summary>The whole feed of an audience; it must be numbered 1, 2, 3 without a gap.</summary>
    public static async Task<IReadOnlyList<Item>> WholeFeed(this DoorOf door, string audience)
    {
        var items = new List<Item>();
        while (true)
        {
            var path = string.Create(
                CultureInfo.InvariantCulture, $"/api/v1/feed?audience={Uri.EscapeDataString(audience)}&after={items.Count}");
            var answer = await door.Get(path);
            Assert.True(answer.Status == 200, $"{path}: {answer}");
            var page = answer.As<FeedPage>();
            if (page.Items.Count == 0)
            {
                return items;
            }

            Assert.Equal(Enumerable.Range(items.Count + 1, page.Items.Count).Select(n => (long)n), page.Items.Select(i => i.Seq));
            items.AddRange(page.Items);
        }
    }

    public static async Task<BoardView> Board(this DoorOf door, string audience)
    {
        var answer = await door.Get("/api/v1/board?audience=" + Uri.EscapeDataString(audience));
        Assert.True(answer.Status == 200, $"board of {audience}: {answer}");
        return answer.As<BoardView>();
    }

    /// <summary>The number of the last item that the province may see.</summary>
    public static async Task<long> Head(this DoorOf door) => (await door.Board("province")).Seq;
}
