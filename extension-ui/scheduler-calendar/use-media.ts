import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

export const useMedia = (query: string): boolean => {
  const fits = useSignal(matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const look = () => {
      fits.value = list.matches;
    };
    list.addEventListener('change', look);
    return () => list.removeEventListener('change', look);
  }, [query]);
  return fits.value;
};
