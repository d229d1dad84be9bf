import assert from "node:assert/strict";
import test from "node:test";

import { GRACE, Keeper } from "../../src/chibo/media/static/media/keeper.js";

const FRAME = new TextEncoder().encode("Tôi nhất trí với dự thảo.");

/** A server that passes on what it is told, and devices that talk over it; time passes when it is told to. */
class World {
  /** @type {Map<string, Device>} */
  devices = new Map();
  /** Everything the server has seen. @type {any[]} */
  passed = [];
  now = 0;
  /** @type {{at: number, work: () => void}[]} */
  waiting = [];

  /** @param {string} feed */
  async join(feed) {
    const device = new Device(this, feed);
    await device.keeper.begin("room", feed);
    await this.settle();
    return device;
  }

  /** @param {string} feed */
  async leave(feed) {
    this.devices.delete(feed);
    for (const device of this.devices.values()) device.keeper.hear({ news: "went", feed });
    await this.settle();
  }

  /** @param {Device} from @param {any} saying */
  pass(from, saying) {
    this.passed.push({ from: from.feed, ...saying });
    const shown = (/** @type {Device} */ one) => ({ feed: one.feed, person: one.feed, name: one.feed, key: one.key });
    if (saying.verb === "introduce") {
      from.key = saying.key;
      for (const other of this.devices.values()) other.keeper.hear({ news: "came", ...shown(from) });
      this.devices.set(from.feed, from);
      from.keeper.hear({ news: "circle", people: [...this.devices.values()].map(shown) });
    } else if (saying.verb === "give") {
      for (const { to, number, sealed } of saying.keys) {
        this.devices.get(to)?.keeper.hear({ news: "given", feed: from.feed, number, sealed });
      }
    } else {
      this.devices.get(saying.feed)?.keeper.hear({ news: "wanted", feed: from.feed });
    }
  }

  /** Let everything that was said be heard. */
  async settle() {
    for (let quiet = 0, seen = -1; quiet < 5; quiet = seen === this.passed.length ? quiet + 1 : 0) {
      seen = this.passed.length;
      for (const { keeper } of this.devices.values()) await keeper.hear({ news: "went", feed: "nobody" });
    }
  }

  /** @param {number} ms */
  async wait(ms) {
    this.now += ms;
    const due = this.waiting.filter(({ at }) => at <= this.now);
    this.waiting = this.waiting.filter(({ at }) => at > this.now);
    for (const { work } of due) work();
    await this.settle();
  }
}

class Device {
  key = "";
  /** @type {any[]} */
  told = [];

  /** @param {World} world @param {string} feed */
  constructor(world, feed) {
    this.world = world;
    this.feed = feed;
    this.keeper = new Keeper({
      say: (saying) => world.pass(this, saying),
      tell: (told) => this.told.push(told),
      later: (work, ms) => world.waiting.push({ at: world.now + ms, work }),
      now: () => world.now,
    });
  }

  /** What this device makes of a frame that comes from another. @param {Device} from @param {Uint8Array | null} sealed */
  async hears(from, sealed) {
    this.keeper.sort([{ mid: "0", feed: from.feed, kind: "audio" }]);
    return sealed && (await this.keeper.open("0", sealed));
  }

  /** @param {Uint8Array} [frame] */
  says(frame = FRAME) {
    return this.keeper.seal("audio", frame);
  }

  get code() {
    return this.told.findLast(({ what }) => what === "code")?.code;
  }

  get frames() {
    this.keeper.report();
    return this.told.findLast(({ what }) => what === "frames");
  }
}

test("nothing leaves a device before it speaks, and then only those in the call can open it", async () => {
  const world = new World();
  const [ann, ben, cem] = [await world.join("a1"), await world.join("b2"), await world.join("c3")];
  assert.equal(await ann.says(), null);
  assert.deepEqual(ann.frames, { what: "frames", isProven: false, locked: [] });

  await ann.keeper.speak(true);
  await world.settle();
  const sealed = await ann.says();

  assert.deepEqual(await ben.hears(ann, sealed), FRAME);
  assert.deepEqual(await cem.hears(ann, sealed), FRAME);
  assert.equal(await cem.hears(ben, sealed), null);
  assert.equal(ann.frames.isProven, true);
  assert.equal(ben.frames.isProven, true);
  const given = world.passed.filter(({ verb }) => verb === "give").flatMap(({ keys }) => keys);
  assert.deepEqual(given.map(({ to, sealed: text }) => [to, text.length]), [["b2", 91], ["c3", 91]]);
  assert.deepEqual(ann.key.length, 87);
});

test("whoever comes later is given the key, and hears what is said from then on", async () => {
  const world = new World();
  const ann = await world.join("a1");
  await ann.keeper.speak(true);

  const ben = await world.join("b2");
  await world.settle();

  assert.deepEqual(await ben.hears(ann, await ann.says()), FRAME);
});

test("a second after somebody has left, a key seals that they never had", async () => {
  const world = new World();
  const [ann, ben, cem] = [await world.join("a1"), await world.join("b2"), await world.join("c3")];
  await ann.keeper.speak(true);
  await world.settle();
  assert.deepEqual(await cem.hears(ann, await ann.says()), FRAME);

  await world.leave("c3");
  assert.deepEqual(await ben.hears(ann, await ann.says()), FRAME);
  await world.wait(GRACE);
  const sealed = await ann.says();

  assert.equal(await cem.hears(ann, sealed), null);
  assert.deepEqual(await ben.hears(ann, sealed), FRAME);
});

test("while one after another leaves, the change is not put off", async () => {
  const world = new World();
  const [ann, ben] = [await world.join("a1"), await world.join("b2")];
  const [cem, dan] = [await world.join("c3"), await world.join("d4")];
  await ann.keeper.speak(true);
  await world.settle();

  await world.leave("c3");
  await world.wait(GRACE - 1);
  await world.leave("d4");
  await world.wait(1);
  const sealed = await ann.says();

  assert.equal(await cem.hears(ann, sealed), null);
  assert.equal(await dan.hears(ann, sealed), null);
  assert.deepEqual(await ben.hears(ann, sealed), FRAME);
});

test("who does not speak when somebody leaves sends nothing until there is a new key", async () => {
  const world = new World();
  const [ann, ben] = [await world.join("a1"), await world.join("b2")];
  const cem = await world.join("c3");
  await ann.keeper.speak(true);
  await ann.keeper.speak(false);
  await world.settle();

  await world.leave("c3");
  assert.equal(await ann.says(), null);
  await ann.keeper.speak(true);
  await world.settle();
  const sealed = await ann.says();

  assert.equal(await cem.hears(ann, sealed), null);
  assert.deepEqual(await ben.hears(ann, sealed), FRAME);
});

test("a page with a wrong key hears nothing and is told whose frames stay closed", async () => {
  const world = new World();
  const [ann, ben] = [await world.join("a1"), await world.join("b2")];
  const cem = await world.join("c3");
  // Somebody in between gives Ben, in Ann's name, what was sealed for another.
  world.pass = (from, saying) => {
    for (const { number, sealed } of saying.keys ?? []) {
      ben.keeper.hear({ news: "given", feed: from.feed, number, sealed: sealed.replace(/.{8}$/, "AAAAAAAA") });
      cem.keeper.hear({ news: "given", feed: from.feed, number, sealed });
    }
  };

  await ann.keeper.speak(true);
  await world.settle();

  assert.equal(await ben.hears(ann, await ann.says()), null);
  assert.deepEqual(ben.frames, { what: "frames", isProven: false, locked: ["a1"] });
  await world.leave("a1");
  assert.deepEqual(ben.frames, { what: "frames", isProven: false, locked: [] });
});

test("a key that was lost on the way is asked for, and not in haste", async () => {
  const world = new World();
  const [ann, ben] = [await world.join("a1"), await world.join("b2")];
  const pass = world.pass;
  world.pass = () => {};
  await ann.keeper.speak(true);
  await world.settle();
  world.pass = pass;

  assert.equal(await ben.hears(ann, await ann.says()), null);
  assert.equal(await ben.hears(ann, await ann.says()), null);
  await world.settle();

  assert.equal(world.passed.filter(({ verb }) => verb === "want").length, 1);
  assert.deepEqual(await ben.hears(ann, await ann.says()), FRAME);
});

test("a page that was away learns who came and went, and asks for what it missed", async () => {
  const world = new World();
  const [ann, ben] = [await world.join("a1"), await world.join("b2")];
  const people = [ann, ben].map(({ feed, key }) => ({ feed, person: feed, name: feed, key }));
  const cem = await world.join("c3");
  await ann.keeper.speak(true);
  await world.settle();

  // The circle after an outage: Cem has gone meanwhile.
  await ann.keeper.hear({ news: "circle", people });
  await world.wait(GRACE);
  const sealed = await ann.says();

  assert.equal(await cem.hears(ann, sealed), null);
  assert.deepEqual(await ben.hears(ann, sealed), FRAME);
  const asked = world.passed.filter(({ from, verb }) => from === "a1" && verb === "want");
  assert.deepEqual(asked.map(({ feed }) => feed), ["b2"]);
});

test("the code is the same for all, changes with who is there, and differs where a key was put in between", { timeout: 60_000 }, async () => {
  const world = new World();
  const [ann, ben] = [await world.join("a1"), await world.join("b2")];
  const codes = async () => {
    await world.wait(300);
    while (!ann.code || !ben.code) await new Promise((done) => setTimeout(done, 5));
    return [ann.code, ben.code];
  };

  const [first, same] = await codes();
  await world.join("c3");
  const [second] = await codes();
  const mallory = await new World().join("c3");
  ben.keeper.hear({ news: "came", feed: "c3", person: "c3", name: "c3", key: mallory.key });
  await world.settle();
  const [mine, theirs] = await codes();

  assert.match(first, /^\d{4}( \d{4}){4}$/);
  assert.equal(first, same);
  assert.notEqual(first, second);
  assert.equal(mine, second);
  assert.notEqual(mine, theirs);
});

test("alone in the call there is nothing to compare", async () => {
  const world = new World();
  const ann = await world.join("a1");
  await world.wait(300);

  assert.equal(ann.code, null);
});
