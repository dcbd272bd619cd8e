import { useRef, useState, type DragEvent } from 'react';
import { DESK_LIMITS } from '../../domain/alert-desk.ts';

interface Props {
  /** A file goes as it is: what it is encoded in is for the server to tell. */
  onRead(given: string | Blob): void;
  isReading: boolean;
  /** What came of the last reading, said to everyone. */
  said: string;
  /** The keyboard stands here from the start, so that Ctrl+V is the first key; a phone's would cover the form. */
  startsHere?: boolean;
}

const TOO_LARGE = '文件太大了，这里只收一份预警的原文。';

/** Where a bulletin's text or CAP file is put in; reading begins by itself, for nobody has a hand free at 3 a.m. */
export function PasteBox({ onRead, isReading, said, startsHere = false }: Props) {
  const [text, setText] = useState('');
  const [isOver, setOver] = useState(false);
  const [refusal, setRefusal] = useState('');
  const file = useRef<HTMLInputElement>(null);

  const take = (next: string): void => {
    if (next.length > DESK_LIMITS.document) return setRefusal(TOO_LARGE);
    setRefusal('');
    setText(next);
    if (next.trim() !== '') onRead(next);
  };
  const readFile = (chosen: File | undefined): void => {
    if (chosen === undefined) return;
    // Four bytes are the most a character takes.
    if (chosen.size > DESK_LIMITS.document * 4) return setRefusal(TOO_LARGE);
    setRefusal('');
    onRead(chosen);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped === undefined) take(event.dataTransfer.getData('text'));
    else readFile(dropped);
  };

  return (
    <div
      className="desk-paste"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <textarea
        autoFocus={startsHere && matchMedia('(hover: hover)').matches}
        aria-label="粘贴预警原文或 CAP"
        rows={text === '' ? 2 : 4}
        value={text}
        spellCheck={false}
        placeholder="有原文就贴在这里（通知全文或 CAP），各项自动填好；没有就往下填"
        onChange={(event) => setText(event.target.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text');
          if (text.trim() !== '' || pasted.trim() === '') return;
          event.preventDefault();
          take(pasted);
        }}
      />
      <div className="desk-paste-turn">
        {text.trim() !== '' && (
          <button type="button" className="button small" disabled={isReading} onClick={() => take(text)}>
            {isReading ? '正在读…' : '读取原文'}
          </button>
        )}
        <button type="button" className="button small" tabIndex={-1} onClick={() => file.current?.click()}>
          选 CAP 文件
        </button>
        <input
          ref={file}
          type="file"
          hidden
          accept=".xml,.cap,.txt,text/plain,application/xml,application/cap+xml"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            readFile(chosen);
            event.target.value = '';
          }}
        />
      </div>
      <p role="status" className={refusal === '' ? 'hint' : 'error'}>
        {refusal || said}
      </p>
    </div>
  );
}
