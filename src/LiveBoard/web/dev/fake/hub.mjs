// The hub's side of SignalR's JSON protocol: frames end with 0x1e, the first one is the handshake.
import { WebSocketServer } from "ws";

const end = "\x1e";
const beatEvery = 2_000;

export class Hub {
  joined = new Map();
  silent = false;

  constructor(http, province) {
    this.province = province;
    const server = new WebSocketServer({ noServer: true });
    http.on("upgrade", (request, socket, head) => {
      if (this.down) {
        socket.destroy();
      } else {
        server.handleUpgrade(request, socket, head, (client) => this.accept(client));
      }
    });
    setInterval(() => this.beat(), beatEvery);
  }

  accept(client) {
    client.on("message", (data) => {
      for (const frame of String(data).split(end).filter(Boolean)) {
        this.hear(client, JSON.parse(frame));
      }
    });
    client.on("close", () => this.joined.delete(client));
  }

  hear(client, message) {
    if (message.protocol) {
      client.send(`{}${end}`);
    } else if (message.type === 1 && message.target === "Join") {
      const [audience, after] = message.arguments;
      this.joined.set(client, audience);
      client.send(JSON.stringify({ type: 3, invocationId: message.invocationId, result: null }) + end);
      const missed = this.province().feed(audience).slice(after);
      if (missed.length > 0) {
        call(client, "feed", missed);
      }
    }
  }

  push(audience, item) {
    for (const [client, joined] of this.joined) {
      if (joined === audience) {
        call(client, "feed", [item]);
      }
    }
  }

  beat() {
    for (const [client, audience] of this.silent ? [] : this.joined) {
      const heads = { [audience]: this.province().feed(audience).length };
      call(client, "beat", new Date().toISOString(), heads, this.province().build);
    }
  }

  drop() {
    for (const client of this.joined.keys()) {
      client.terminate();
    }
  }
}

const call = (client, target, ...args) => client.send(JSON.stringify({ type: 1, target, arguments: args }) + end);
