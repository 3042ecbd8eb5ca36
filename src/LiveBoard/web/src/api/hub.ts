import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { Snapshot } from "../contract/board";
import type { FeedItem, FeedPage } from "../contract/feed";
import { Refused } from "../contract/problem";
import type { BoardSource, Ears } from "../live/follower";
import { get } from "./http";
import { currentSession } from "./session";

/** The hub beats every 2 s; a connection that is silent this long is dead, whatever TCP believes. */
const serverTimeout = 15_000;

export const hubSource: BoardSource = {
  snapshot: (audience) => get<Snapshot>(`/board?audience=${encodeURIComponent(audience)}`),

  feed: (audience, after, limit) =>
    get<FeedPage>(`/feed?audience=${encodeURIComponent(audience)}&after=${after}&limit=${limit}`),

  async listen(audience, after, ears) {
    const hub = connectionTo(ears);
    try {
      await hub.start();
      await hub.invoke("Join", audience, after);
    } catch (error) {
      void hub.stop();
      // A WebSocket does not say why it was refused.
      if (!(await currentSession())) {
        throw new Refused(401, "signed-out");
      }
      throw error;
    }
    return { stop: () => void hub.stop() };
  },
};

function connectionTo(ears: Ears) {
  const hub = new HubConnectionBuilder()
    .withUrl("/hubs/board", { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .configureLogging(LogLevel.None)
    .build();
  hub.serverTimeoutInMilliseconds = serverTimeout;
  hub.on("feed", (items: FeedItem[]) => ears.items(items));
  hub.on("beat", (utc: string, heads: Record<string, number>, build: string, inDoubt?: boolean) =>
    ears.beat(utc, heads, build, inDoubt ?? false),
  );
  hub.onclose(() => ears.closed());
  return hub;
}
