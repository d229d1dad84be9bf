import assert from "node:assert/strict";
import { test } from "node:test";

import { hearTime, minutes, reading, serverTime } from "../../src/chibo/live/static/live/clock.js";

test("times are counted from the server's clock", () => {
  hearTime(90_000_000, 1_000);
  assert.equal(serverTime(6_000), 90_005_000);
  hearTime(Number("nonsense"), 1_000);
  assert.equal(serverTime(6_000), 90_005_000);
});

test("minutes and hours", () => {
  assert.deepEqual([-3, 0, 59.9, 61, 3_600, 5_025].map(minutes), ["0:00", "0:00", "0:59", "1:01", "1:00:00", "1:23:45"]);
});

test("a time that runs", () => {
  assert.deepEqual(reading({ since: 1_000 }, 62_000), { text: "1:01", state: "" });
});

test("a time that runs out says so and does nothing else", () => {
  const timer = { until: 180_000, over: "Hết giờ" };
  assert.deepEqual(reading(timer, 0), { text: "3:00", state: "" });
  assert.deepEqual(reading(timer, 150_001), { text: "0:30", state: "near" });
  assert.deepEqual(reading(timer, 180_000), { text: "Hết giờ", state: "over" });
  assert.deepEqual(reading({ until: 180_000 }, 999_999), { text: "0:00", state: "over" });
});
