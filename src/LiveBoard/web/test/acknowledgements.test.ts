import { expect, it } from "vitest";
import { Problem } from "../src/contract/problem";
import { Acknowledgements } from "../src/live/acknowledgements";

function giving(answers: (Error | "ok")[]) {
  const sent: string[] = [];
  let keys = 0;
  const acknowledgements = new Acknowledgements(
    async (complaint, { answerWithinMinutes }, key) => {
      sent.push(`${complaint} ${answerWithinMinutes} ${key}`);
      const answer = answers.shift();
      if (answer instanceof Error) {
        throw answer;
      }
    },
    () => `key-${++keys}`,
    () => {},
  );
  return { acknowledgements, sent, phase: () => acknowledgements.of("c")?.phase };
}

it("is only accepted until the feed confirms it", async () => {
  const { acknowledgements, phase } = giving(["ok"]);
  const given = acknowledgements.give("c", { answerWithinMinutes: 30 });
  expect(phase()).toBe("sending");
  await given;
  expect(phase()).toBe("accepted");
  acknowledgements.settled("c");
  expect(phase()).toBeUndefined();
});

it("is kept while the server cannot be reached, and sent again under the same key", async () => {
  const { acknowledgements, sent, phase } = giving([new TypeError("offline"), new Problem(503, "busy"), "ok"]);
  await acknowledgements.give("c", { answerWithinMinutes: 15 });
  expect(phase()).toBe("kept");
  await acknowledgements.resend();
  expect(phase()).toBe("kept");
  await acknowledgements.resend();
  expect(phase()).toBe("accepted");
  await acknowledgements.resend();
  expect(sent).toEqual(["c 15 key-1", "c 15 key-1", "c 15 key-1"]);
});

it("says with which code it was refused, and may be given anew", async () => {
  const { acknowledgements, sent } = giving([new Problem(409, "already-acknowledged"), "ok"]);
  await acknowledgements.give("c", { answerWithinMinutes: 60 });
  expect(acknowledgements.of("c")).toMatchObject({ phase: "refused", code: "already-acknowledged" });
  await acknowledgements.give("c", { answerWithinMinutes: 60 });
  expect(sent.at(-1)).toBe("c 60 key-2");
});

it("is not brought back by an answer that comes after the feed", async () => {
  const { acknowledgements, phase } = giving(["ok"]);
  const given = acknowledgements.give("c", { answerWithinMinutes: 30 });
  acknowledgements.settled("c");
  await given;
  expect(phase()).toBeUndefined();
});
