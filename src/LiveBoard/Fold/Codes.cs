namespace Monitoring.LiveBoard.Fold;

/// <summary>
/// Numbers the codes (categories, clocks, roles ...) in the order in which they are first seen. A row then holds four
/// bytes where it would hold a reference to one of a million equal strings. Zero stands for "absent".
/// </summary>
internal sealed class Codes
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Texts => _texts;

    public int Of(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        if (!_numbers.TryGetValue(text, out int number))
        {
            _texts.Add(text);
            number = _texts.Count;
            _numbers.Add(text, number);
        }

        return number;
    }

    public string? Text(int number) => number == 0 ? null : _texts[number - 1];
}
