import { useEffect, useRef, useState } from 'preact/hooks';
import { zoneText } from '../format.ts';
import { Icon } from '../icons.tsx';
import { useSetting } from '../setting.ts';

export interface ZoneChooserProps {
  readonly zone: string;
  readonly hostZone: string;
  /** Offsets are those of this instant. */
  readonly instant: number;
  readonly action: string;
  readonly month: string;
  /** Parameters that the address keeps. */
  readonly kept: Readonly<Record<string, string>>;
  readonly choose: (zone: string) => void;
}

type Panel = typeof import('./zone-search-panel.tsx').ZoneSearchPanel;

/** Says whose clock the times are by; opens to change it. */
export const ZoneChooser = (props: ZoneChooserProps) => {
  const { zone, instant, action, month, kept, choose } = props;
  const setting = useSetting();
  const { enhanced, texts, plainZoneForm } = setting;
  const [open, setOpen] = useState(false);
  const [Panel, setPanel] = useState<Panel | null>(null);
  const frame = useRef<HTMLDetailsElement>(null);

  const close = (): void => {
    if (!frame.current) return;
    frame.current.open = false;
    frame.current.querySelector('summary')?.focus();
  };

  const load = async (): Promise<void> => {
    try {
      const { ZoneSearchPanel } = await import('./zone-search-panel.tsx');
      setPanel(() => ZoneSearchPanel);
    } catch {
      close();
    }
  };

  useEffect(() => {
    if (!open) return;
    const leave = ({ target }: Event): void => {
      if (frame.current && target instanceof Node && !frame.current.contains(target)) frame.current.open = false;
    };
    addEventListener('pointerdown', leave);
    addEventListener('focusin', leave);
    return () => {
      removeEventListener('pointerdown', leave);
      removeEventListener('focusin', leave);
    };
  }, [open]);

  return (
    <div class="zone-line">
      <details
        class="zone"
        ref={frame}
        onToggle={event => {
          setOpen(event.currentTarget.open);
          if (enhanced && !Panel) void load();
        }}
      >
        <summary>
          <Icon of="globe" />
          <span class="zone-name">
            {zoneText(setting, zone, instant, 'times')}
            <span class="unseen">{`. ${texts.changeZone}`}</span>
          </span>
          <Icon of="down" />
        </summary>
        {enhanced ? (
          <div class="zone-panel" key="search">
            {open &&
              (Panel ? (
                <Panel
                  {...props}
                  close={close}
                  choose={chosen => {
                    choose(chosen);
                    close();
                  }}
                />
              ) : (
                <div class="zone-wait">
                  <p>
                    <strong>{zoneText(setting, zone, instant, 'clock')}</strong>
                  </p>
                  <p class="quiet" role="status">
                    {texts.loadingZones}
                  </p>
                </div>
              ))}
          </div>
        ) : (
          <div
            class="zone-panel"
            key="plain"
            dangerouslySetInnerHTML={{
              __html:
                plainZoneForm?.({
                  action,
                  fields: { month, ...kept },
                  zone,
                  instant,
                }) ?? '',
            }}
          />
        )}
      </details>
    </div>
  );
};
