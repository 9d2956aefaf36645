/** Numbers by small number (an event, a node) that are forgotten when a run begins: forgetting is one addition, whatever was remembered. */
import { grown } from "../space/batch.ts";

export class PerRun {
  private stamps: Int32Array = new Int32Array(64);
  private values: Int32Array = new Int32Array(64);
  private stamp = 1;

  forget(): void {
    this.stamp++;
  }

  has(key: number): boolean {
    return key < this.stamps.length && this.stamps[key] === this.stamp;
  }

  /** Only for a key that it has. */
  get(key: number): number {
    return this.values[key] as number;
  }

  set(key: number, value: number): void {
    if (key >= this.stamps.length) {
      this.stamps = grown(this.stamps, 2 * key);
      this.values = grown(this.values, 2 * key);
    }
    this.stamps[key] = this.stamp;
    this.values[key] = value;
  }

  delete(key: number): void {
    if (this.has(key)) this.stamps[key] = this.stamp - 1;
  }
}
