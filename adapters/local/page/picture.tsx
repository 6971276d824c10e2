import { useState } from 'preact/hooks';
import { useTexts } from './setting.ts';

/**
 * A picture of this server. The page asks other servers for nothing, so that they do not learn who reads it:
 * a picture of theirs is a link.
 */
export function Picture({ url, alt }: { url: string; alt: string }) {
  const texts = useTexts();
  const [missing, setMissing] = useState(false);
  if (missing) return <p class="context">{`${texts.noImage} · ${alt}`}</p>;
  if (new URL(url, location.href).origin === location.origin) {
    return <img class="picture" src={url} alt={alt} loading="lazy" onError={() => setMissing(true)} />;
  }
  return (
    <p>
      <a href={url} target="_blank" rel="noopener noreferrer">
        {`${texts.image} · ${alt}`}
      </a>
    </p>
  );
}
