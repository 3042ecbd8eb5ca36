using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Monitoring.Bench.Server;

namespace Monitoring.Bench.Load;

/// <summary>The whole life of complaints over HTTP: filed, handled by every verb on the way, and closed; some of them after a breach.</summary>
internal sealed class Life(ServerProcess server, IReadOnlyList<string> facilities, TimeProvider clock)
{
    /// <summary>Every so many is filed with a deadline that passes before it is answered.</summary>
    private const int EachBreaching = 4;

    // on a machine that is busy otherwise a request may take a second, and a deadline must lie ahead when it arrives
    private static readonly TimeSpan DueAfter = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Thinking = TimeSpan.FromSeconds(8);
    private static readonly string[] Grades = ["red", "yellow", "green"];
    private static readonly string[] Handling = ["verify", "assign", "acknowledge", "contact", "act"];

    private int _number;
    private int _ended;
    private int _breaching;

    /// <summary>Lives that came to their end.</summary>
    public int Ended => _ended;

    /// <summary>Those of them that were filed to breach on the way.</summary>
    public int Breaching => _breaching;

    /// <summary>One life after another until then; an answer that is not a success ends the measure.</summary>
    public async Task OneAfterAnother(DateTimeOffset until, CancellationToken stop)
    {
        while (clock.GetUtcNow() < until)
        {
            var number = Interlocked.Increment(ref _number);
            var breaching = number % EachBreaching == 0;
            await One(number, breaching ? clock.GetUtcNow() + DueAfter : null, stop);
            Interlocked.Increment(ref _ended);
            Interlocked.Add(ref _breaching, breaching ? 1 : 0);
        }
    }

    /// <summary>What people look at meanwhile: lists, boards, pages of complaints and facilities, now and then.</summary>
    public async Task Looking(TimeSpan every, DateTimeOffset until, CancellationToken stop)
    {
        for (var i = 0; clock.GetUtcNow() < until; i++)
        {
            var facility = facilities[i % facilities.Count];
            foreach (var path in (string[])
                [
                    "complaints?overdue=true&limit=50", "complaints?limit=50&facility=" + facility, "facilities/" + facility,
                    "board?audience=province", "board?audience=facility:" + facility, "figures?audience=province",
                ])
            {
                using var answer = await server.Http.GetAsync(new Uri("/api/v1/" + path, UriKind.Relative), stop);
                await Check(answer, path, stop);
            }

            await Task.Delay(every, clock, stop);
        }
    }

    private async Task One(int number, DateTimeOffset? dueAt, CancellationToken stop)
    {
        var filed = await Post("complaints", number, new
        {
            facility = facilities[number % facilities.Count],
            channel = "TATAP_MUKA_POJOK_INFORMASI",
            category = "waktu_tunggu",
            payer = "UMUM",
            text = string.Create(CultureInfo.InvariantCulture, $"Antrean pendaftaran terlalu lama, keluhan {number}."),
            reporter = new { name = "Warga", phone = "081200000000" },
            dueAt,
        }, stop);
        var id = filed.GetProperty("id").GetString()!;
        await Post(Verb(id, "grade"), number, new { grade = Grades[number % Grades.Length], reason = "penilaian-petugas" }, stop);
        foreach (var verb in Handling)
        {
            await Post(Verb(id, verb), number, verb == "assign" ? new { unit = "poli" } : new object(), stop);
        }

        await Task.Delay(Thinking, clock, stop);
        await Post(Verb(id, "answer"), number, new { text = "Sudah kami tindak." }, stop);
        await Post(Verb(id, "close"), number, new { reason = "selesai" }, stop);
        using var page = await server.Http.GetAsync(new Uri("/api/v1/complaints/" + id, UriKind.Relative), stop);
        await Check(page, id, stop);
    }

    private static string Verb(string id, string verb) => $"complaints/{id}/{verb}";

    private async Task<JsonElement> Post(string path, int number, object body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/" + path, UriKind.Relative));
        request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"life-{number}-{path}"));
        request.Content = JsonContent.Create(body);
        using var answer = await server.Http.SendAsync(request, stop);
        await Check(answer, path, stop);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
    }

    private static async Task Check(HttpResponseMessage answer, string path, CancellationToken stop)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path} was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(stop)}");
        }
    }
}
