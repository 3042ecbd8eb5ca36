using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Monitoring.Grains.Feed;

namespace Monitoring.LiveBoard.Fold;

/// <summary>
/// A board as bytes, so that a restart need not fold a year. Losing one costs time, never truth: bytes that are torn, of
/// another format or of another history are refused and the board is folded from the start.
/// </summary>
/// <remarks>
/// Format, version, audience, number and hash of the last feed row, codes, facilities, rows, SHA-256 of all before.
/// </remarks>
internal static class BoardCheckpoint
{
    private const int Format = 0x4C42_0002;
    private const int BytesPerRow = 80;
    private const int MostOverhead = 1 << 16;

    /// <param name="board">The board to save.</param>
    /// <param name="lastRow">Hash of the last row applied; see <see cref="Print"/>.</param>
    public static ReadOnlyMemory<byte> Write(Board board, ReadOnlyMemory<byte> lastRow)
    {
        // one allocation: doubling would briefly hold three times the fold
        var bytes = new MemoryStream(board.OpenCount * BytesPerRow + MostOverhead);
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Format);
            writer.Write(board.Audience);
            writer.Write(board.Seq);
            writer.Write(lastRow.Span);
            WriteCodes(writer, board.Rows.Codes);
            WriteFacilities(writer, board.Facilities);
            WriteRows(writer, board.Rows);
        }

        bytes.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>The saved board and the hash of its last row, or null if the bytes are not a board of this audience.</summary>
    public static (Board Board, ReadOnlyMemory<byte> LastRow)? Read(string audience, ReadOnlyMemory<byte> bytes)
    {
        int length = bytes.Length - SHA256.HashSizeInBytes;
        if (length < sizeof(int)
            || BinaryPrimitives.ReadInt32LittleEndian(bytes.Span) != Format
            || !SHA256.HashData(bytes.Span[..length]).AsSpan().SequenceEqual(bytes.Span[length..]))
        {
            return null;
        }

        using var reader = new BinaryReader(Stream(bytes[sizeof(int)..length]), Encoding.UTF8);
        if (reader.ReadString() != audience)
        {
            return null;
        }

        var board = new Board(audience);
        long seq = reader.ReadInt64();
        byte[] lastRow = reader.ReadBytes(SHA256.HashSizeInBytes);
        ReadCodes(reader, board.Rows.Codes);
        ReadFacilities(reader, board.Facilities);
        ReadRows(reader, board.Rows);
        board.RestoreAt(seq);
        return (board, lastRow);
    }

    /// <summary>Tells one history from another at the same number, as after a restored backup.</summary>
    public static ReadOnlyMemory<byte> Print(string item) => SHA256.HashData(Encoding.UTF8.GetBytes(item));

    private static MemoryStream Stream(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    private static void WriteCodes(BinaryWriter writer, Codes codes)
    {
        writer.Write7BitEncodedInt(codes.Texts.Count);
        foreach (string text in codes.Texts)
        {
            writer.Write(text);
        }
    }

    private static void ReadCodes(BinaryReader reader, Codes codes)
    {
        int count = reader.Read7BitEncodedInt();
        for (int i = 0; i < count; i++)
        {
            codes.Of(reader.ReadString());
        }
    }

    private static void WriteFacilities(BinaryWriter writer, BoardFacilities facilities)
    {
        writer.Write7BitEncodedInt(facilities.All.Count);
        foreach (FacilityTally facility in facilities.All)
        {
            writer.Write(facility.Id);
            WriteText(writer, facility.Region);
            writer.Write(facility.Card is not null);
            if (facility.Card is { } card)
            {
                writer.Write(card.Name);
                writer.Write(card.Kind);
                WriteText(writer, card.Class);
                writer.Write(card.Owner);
            }

            writer.Write7BitEncodedInt(facility.Breaches);
            writer.Write7BitEncodedInt(facility.Own.Overdue);
            writer.Write7BitEncodedInt(facility.Own.Alarms);
            writer.Write7BitEncodedInt(facility.OwnBreaches);
            foreach (Standing standing in Enum.GetValues<Standing>())
            {
                writer.Write7BitEncodedInt(facility[standing]);
            }
        }
    }

    private static void ReadFacilities(BinaryReader reader, BoardFacilities facilities)
    {
        int count = reader.Read7BitEncodedInt();
        for (int i = 0; i < count; i++)
        {
            FacilityTally facility = facilities.All[facilities.NumberOf(reader.ReadString())];
            facility.Region = ReadText(reader);
            if (reader.ReadBoolean())
            {
                facility.Card = new FacilityCard(
                    reader.ReadString(), reader.ReadString(), ReadText(reader), reader.ReadString());
            }

            facility.Breaches = reader.Read7BitEncodedInt();
            facility.Own = new OwnStanding(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
            facility.OwnBreaches = reader.Read7BitEncodedInt();
            foreach (Standing standing in Enum.GetValues<Standing>())
            {
                facility[standing] = reader.Read7BitEncodedInt();
            }
        }
    }

    private static void WriteRows(BinaryWriter writer, BoardRows rows)
    {
        writer.Write7BitEncodedInt(rows.Count);
        for (int slot = 0; slot < rows.Table.Slots; slot++)
        {
            ref Row row = ref rows.Table[slot];
            if (row.Taken)
            {
                WriteRow(writer, row, rows.Ids);
            }
        }
    }

    private static void WriteRow(BinaryWriter writer, in Row row, ForeignIds ids)
    {
        writer.Write(row.Key.Hi);
        writer.Write(row.Key.Lo);
        if (row.Key.IsForeign)
        {
            writer.Write(ids.Text(row.Key));
        }

        writer.Write(row.StandingCode);
        writer.Write(row.FiledAt);
        writer.Write(row.OverdueSince);
        writer.Write(row.AcknowledgedAt);
        writer.Write(row.NextDueAt);
        writer.Write7BitEncodedInt(row.Facility);
        writer.Write7BitEncodedInt(row.Region);
        writer.Write7BitEncodedInt(row.Category);
        writer.Write7BitEncodedInt(row.Class);
        writer.Write7BitEncodedInt(row.Channel);
        writer.Write7BitEncodedInt(row.Payer);
        writer.Write7BitEncodedInt(row.CareClass);
        writer.Write7BitEncodedInt(row.Grade);
        writer.Write(row.Programme);
        writer.Write7BitEncodedInt(row.OverdueClock);
        writer.Write7BitEncodedInt(row.AcknowledgedBy);
        writer.Write7BitEncodedInt(row.NextClock);
        writer.Write7BitEncodedInt(row.Version);
    }

    private static void ReadRows(BinaryReader reader, BoardRows rows)
    {
        int count = reader.Read7BitEncodedInt();
        for (int i = 0; i < count; i++)
        {
            var key = new ComplaintKey(reader.ReadUInt64(), reader.ReadUInt64());
            if (key.IsForeign)
            {
                key = rows.Ids.Keep(reader.ReadString());
            }

            ReadRow(reader, ref rows.Table[rows.Table.Add(key)]);
        }

        rows.ListAll();
    }

    private static void ReadRow(BinaryReader reader, ref Row row)
    {
        row.StandingCode = reader.ReadByte();
        row.FiledAt = reader.ReadInt64();
        row.OverdueSince = reader.ReadInt64();
        row.AcknowledgedAt = reader.ReadInt64();
        row.NextDueAt = reader.ReadInt64();
        row.Facility = reader.Read7BitEncodedInt();
        row.Region = reader.Read7BitEncodedInt();
        row.Category = reader.Read7BitEncodedInt();
        row.Class = reader.Read7BitEncodedInt();
        row.Channel = reader.Read7BitEncodedInt();
        row.Payer = reader.Read7BitEncodedInt();
        row.CareClass = reader.Read7BitEncodedInt();
        row.Grade = reader.Read7BitEncodedInt();
        row.Programme = reader.ReadUInt16();
        row.OverdueClock = reader.Read7BitEncodedInt();
        row.AcknowledgedBy = reader.Read7BitEncodedInt();
        row.NextClock = reader.Read7BitEncodedInt();
        row.Version = reader.Read7BitEncodedInt();
    }

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
