import { newKey } from '../key.js';
import { t } from '../text.js';
import { forgetRecords, keepRecord, recordOf } from './blobs.js';
import { smaller } from './pictures.js';
import { Recorder } from './recorder.js';

const MOST_PICTURES = 3;
const MOST_BYTES = 2 * 1024 * 1024;
export const LONGEST_SECONDS = 60;

const isSound = ({ type }) => type.startsWith('audio/');

function read(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(new Error('unreadable'));
    reader.readAsArrayBuffer(blob);
  });
}

/** What somebody speaks and photographs, in the places of a page: one recording at a time. */
export class Chooser {
  /** @param draw (place, {recorder, seconds, problem, urls, on}) → shows it */
  constructor(draw) {
    this._draw = draw;
    this._recorder = null;
    this._recordsFor = '';
    /** Of the recording; null until the microphone may be heard. */
    this._seconds = null;
    /** about → words */
    this._problems = new Map();
    /** id → address of what was chosen, for this page */
    this._urls = new Map();
    this._touched = new Set();
    /** about → place, as it was drawn last */
    this._places = new Map();
  }

  get isRecording() {
    return Boolean(this._recorder);
  }

  /** @param isTouched whether somebody has just reached for a file */
  draw(place, isTouched) {
    this._places.set(place.about, place);
    if (isTouched) this._touched.add(place.about);
    place.list.filter(({ id }) => !this._urls.has(id)).forEach(({ id }) => this._show(id, place));
    this._redraw(place);
  }

  _redraw({ about }) {
    const place = this._places.get(about);
    const isHere = this._recordsFor === about;
    this._draw(place, {
      isRecording: isHere && this.isRecording,
      seconds: this._seconds,
      isTouched: this._touched.has(about),
      problem: this._problems.get(about),
      urlOf: (id) => this._urls.get(id),
      on: { stop: () => this._recorder.stop(), cancel: () => this._recorder.cancel(), remove: (id) => this._remove(about, id) },
    });
  }

  async _show(id, place) {
    this._urls.set(id, '');
    const record = await recordOf(id);
    if (record) this._urls.set(id, URL.createObjectURL(new Blob([record.bytes], { type: record.type })));
    this._redraw(place);
  }

  _say(place, key, args) {
    this._problems.set(place.about, key ? t(key, args) : '');
    this._redraw(place);
  }

  async speak(place) {
    this._places.set(place.about, place);
    if (this.isRecording) return;
    if (place.list.some(isSound)) {
      this._say(place, 'attach.oneSound');
      return;
    }
    this._say(place, '');
    this._recordsFor = place.about;
    this._seconds = null;
    this._recorder = new Recorder(place.hertz || 8000, LONGEST_SECONDS, (seconds) => {
      this._seconds = seconds;
      this._redraw(place);
    });
    this._redraw(place);
    try {
      const blob = await this._recorder.record();
      this._recorder = null;
      if (blob) await this._add(place.about, blob);
    } catch (failure) {
      this._recorder = null;
      this._say(place, failure.name === 'NotFoundError' ? 'attach.noMicrophone' : 'attach.refused');
    }
    this._redraw(place);
  }

  /** @param files of a file input */
  async take(place, files) {
    this._places.set(place.about, place);
    this._say(place, '');
    for (const file of files) {
      await this._takeOne(place, file);
    }
  }

  async _takeOne({ about }, file) {
    const place = this._places.get(about);
    const isOfSound = file.type.startsWith('audio/') || file.type.startsWith('video/');
    if (isOfSound && place.list.some(isSound)) return this._say(place, 'attach.oneSound');
    if (!isOfSound && place.list.filter((one) => !isSound(one)).length >= MOST_PICTURES) {
      return this._say(place, 'attach.tooMany', { n: MOST_PICTURES });
    }
    if (isOfSound && file.size > MOST_BYTES) return this._say(place, 'attach.soundTooLarge');
    try {
      return await this._add(about, isOfSound ? file : await smaller(file));
    } catch (ignored) {
      return this._say(place, 'attach.notPicture');
    }
  }

  async _add(about, blob) {
    const bytes = await read(blob);
    const record = { id: newKey(), type: blob.type.split(';')[0], bytes, at: Date.now() };
    const isKept = await keepRecord(record);
    this._urls.set(record.id, URL.createObjectURL(new Blob([bytes], { type: record.type })));
    const place = this._places.get(about);
    const list = [...place.list, { id: record.id, type: record.type, bytes: bytes.byteLength }];
    place.list = list;
    place.change(list);
    this._say(place, isKept ? '' : 'attach.notKept');
  }

  _remove(about, id) {
    const place = this._places.get(about);
    URL.revokeObjectURL(this._urls.get(id));
    forgetRecords([id]);
    place.list = place.list.filter((one) => one.id !== id);
    place.change(place.list);
    this._say(place, '');
  }
}
