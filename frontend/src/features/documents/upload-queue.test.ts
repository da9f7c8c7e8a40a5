import { describe, expect, it } from 'vitest';
import { ApiError, problemFrom } from '@/api/problem';
import { progressByFile } from './send-files';
import { nextBatch, settle, settleFailure, type Upload } from './upload-queue';

const upload = (name: string, size = 10): Upload => ({
  key: name,
  file: new File([new Uint8Array(size)], name),
  state: 'waiting',
  sent: 0,
});

describe('progress of several files in one request', () => {
  it('fills the files in the order they are sent', () => {
    expect(progressByFile(500, 1000, [100, 300, 600])).toEqual([1, 1, 100 / 600]);
  });
  it('counts the wrapping of the form as part of the files', () => {
    expect(progressByFile(1100, 1100, [400, 600])).toEqual([1, 1]);
    expect(progressByFile(0, 1100, [400, 600])).toEqual([0, 0]);
  });
  it('knows an empty file as sent only at the end', () => {
    expect(progressByFile(10, 20, [0, 10])).toEqual([0, 0.5]);
    expect(progressByFile(20, 20, [0, 10])).toEqual([1, 1]);
  });
});

describe('batches', () => {
  it('takes ten at most', () => {
    expect(nextBatch(Array.from({ length: 23 }, (_, n) => upload(`${n}.pdf`)))).toHaveLength(10);
  });
  it('does not add a file that would make the request too large, but always sends one', () => {
    const large = upload('large.pdf', 40 * 1024 * 1024);
    expect(nextBatch([large, { ...large, key: 'second' }])).toEqual([large]);
  });
});

describe('answers', () => {
  it('gives each file its own: taken, duplicate, refused', () => {
    const batch = [upload('a.pdf'), upload('b.exe'), upload('c.pdf')];
    const answer = {
      data: [
        { id: '1', duplicate_of: null },
        { id: '9', duplicate_of: '9' },
      ],
      meta: { refused: [{ field: 'files.1', code: 'unsupported_type', message: 'Not a document we can read.' }] },
    };
    expect(settle(batch, answer).map((one) => [one.state, one.duplicateOf, one.problem?.code])).toEqual([
      ['taken', undefined, undefined],
      ['refused', undefined, 'unsupported_type'],
      ['duplicate', '9', undefined],
    ]);
  });
  it('reads the reasons when every file was refused', () => {
    const refused = new ApiError(
      problemFrom(
        { title: 'Refused', status: 422, errors: [{ code: 'empty_file', message: 'Empty.', field: 'files.1' }] },
        422,
      ),
    );
    expect(settleFailure([upload('a.pdf'), upload('b.pdf')], refused).map((one) => one.problem?.code)).toEqual([
      'empty_file',
      'empty_file',
    ]);
    expect(settleFailure([upload('a.pdf')], new ApiError(problemFrom(null, 502)))[0]?.state).toBe('failed');
  });
});
