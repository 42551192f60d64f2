import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Question } from '../../../server/domain/link.ts';
import { useSetting } from '../setting.ts';
import type { Faults } from './booking-form.ts';
import { type Draft, keptDraft } from './draft.ts';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly draft: Draft;
  readonly faults: Faults;
  readonly required?: boolean | undefined;
  readonly hint?: string;
}

const idOf = (name: string): string => `field-${name}`;

/** Attributes that tie a control to its label's neighbours, and to what was refused about it. */
const controlProps = ({ name, faults, required, hint }: FieldProps) => ({
  id: idOf(name),
  name,
  required,
  autoFocus: name === Object.keys(faults)[0],
  'aria-invalid': name in faults ? ('true' as const) : undefined,
  'aria-describedby':
    [hint && `${idOf(name)}-hint`, name in faults && `${idOf(name)}-fault`].filter(Boolean).join(' ') || undefined,
});

const Optional = ({ required }: { required?: boolean | undefined }) => {
  const { texts } = useSetting();
  return required ? null : <span class="quiet">{` (${texts.optional})`}</span>;
};

const Notes = ({ name, faults, hint }: FieldProps) => (
  <>
    {hint && (
      <p class="hint" id={`${idOf(name)}-hint`}>
        {hint}
      </p>
    )}
    {name in faults && (
      <p class="fault" id={`${idOf(name)}-fault`}>
        {faults[name]}
      </p>
    )}
  </>
);

const Field = ({ children, ...props }: FieldProps & { children: ComponentChildren }) => (
  <div class="field">
    <label for={idOf(props.name)}>
      <span dir="auto">{props.label}</span>
      <Optional required={props.required} />
    </label>
    <Notes {...props} />
    {children}
  </div>
);

interface LineProps extends FieldProps {
  readonly type: 'text' | 'email' | 'tel';
  readonly autoComplete?: string;
  readonly maxLength: number;
}

export const Line = ({ type, autoComplete, maxLength, ...props }: LineProps) => (
  <Field {...props}>
    <input
      {...controlProps(props)}
      type={type}
      list={undefined}
      dir={type === 'text' ? 'auto' : 'ltr'}
      autoComplete={autoComplete ?? 'off'}
      maxLength={maxLength}
      defaultValue={props.draft[props.name] ?? ''}
    />
  </Field>
);

export const LongText = ({ rows, ...props }: FieldProps & { rows: number }) => (
  <Field {...props}>
    <textarea
      {...controlProps(props)}
      dir="auto"
      rows={rows}
      maxLength={4000}
      defaultValue={props.draft[props.name] ?? ''}
    />
  </Field>
);

/** More choices than this are folded into a list. */
const fewChoices = 5;

const Choice = ({ choices, ...props }: FieldProps & { choices: readonly string[] }) => {
  const { texts } = useSetting();
  const { name, label, draft, required } = props;
  if (choices.length > fewChoices) {
    return (
      <Field {...props}>
        <select {...controlProps(props)}>
          <option value="">{texts.chooseAnswer}</option>
          {choices.map(choice => (
            <option key={choice} value={choice} selected={draft[name] === choice}>
              {choice}
            </option>
          ))}
        </select>
      </Field>
    );
  }
  const { id, autoFocus, ...control } = controlProps(props);
  return (
    <fieldset class="field" aria-describedby={control['aria-describedby']}>
      <legend>
        <span dir="auto">{label}</span>
        <Optional required={required} />
      </legend>
      <Notes {...props} />
      {choices.map((choice, index) => (
        <label class="pick" key={choice}>
          <input
            {...control}
            id={index === 0 ? id : undefined}
            type="radio"
            value={choice}
            defaultChecked={draft[name] === choice}
          />
          <span dir="auto">{choice}</span>
        </label>
      ))}
    </fieldset>
  );
};

const Checkbox = (props: FieldProps) => (
  <div class="field">
    <Notes {...props} />
    <label class="pick">
      <input
        {...controlProps(props)}
        type="checkbox"
        value="true"
        defaultChecked={props.draft[props.name] === 'true'}
      />
      <span>
        <span dir="auto">{props.label}</span>
        <Optional required={props.required} />
      </span>
    </label>
  </div>
);

type Country = typeof import('../phone/phone-country.tsx').PhoneCountry;

/** A number with its country; without script, or should the list of countries not come, one that says its country itself. */
const PhoneNumber = ({ id, path, ...props }: FieldProps & { id: string; path: string }) => {
  const { texts, enhanced } = useSetting();
  const [Country, setCountry] = useState<Country | null>(null);
  const [isPlain, setPlain] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    import('../phone/phone-country.tsx').then(
      ({ PhoneCountry }) => setCountry(() => PhoneCountry),
      () => setPlain(true),
    );
  }, []);

  const hinted = enhanced && !isPlain ? props : { ...props, hint: texts.phoneHint };
  return (
    <Field {...hinted}>
      <div class={enhanced && !isPlain ? 'phone phone-split' : 'phone'}>
        {Country && <Country id={id} kept={keptDraft(path)[`country.${id}`]} input={input} />}
        <input
          {...controlProps(hinted)}
          ref={input}
          type="tel"
          dir="ltr"
          autoComplete="tel"
          maxLength={60}
          defaultValue={props.draft[props.name] ?? ''}
        />
      </div>
    </Field>
  );
};

interface QuestionFieldProps extends Pick<FieldProps, 'draft' | 'faults'> {
  readonly question: Question;
  /** Of the booking page. */
  readonly path: string;
}

export const QuestionField = ({ question, path, ...rest }: QuestionFieldProps) => {
  const { id, label, kind, required, choices } = question;
  const props = { ...rest, name: `answer.${id}`, label, required };
  if (kind === 'long_text') return <LongText {...props} rows={3} />;
  if (kind === 'choice') return <Choice {...props} choices={choices} />;
  if (kind === 'checkbox') return <Checkbox {...props} />;
  if (kind === 'phone') return <PhoneNumber {...props} id={id} path={path} />;
  return <Line {...props} type="text" maxLength={1000} />;
};
