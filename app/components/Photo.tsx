import type { PhotoView } from '@/lib/views'

/** A photograph, or the honest place of one that did not survive. */
export function Photo({ photo }: { readonly photo: PhotoView }) {
  const { src, alt, caption, credit } = photo
  return (
    <>
      {src
        ? <img src={src} alt={alt ?? ''} loading="lazy" decoding="async" />
        : <div className="plate"><span>原版此处刊照片一幅<br />本库仅存文字</span></div>}
      {(caption || credit) && (
        <figcaption>{caption}{credit && <span className="meta nb">{credit}</span>}</figcaption>
      )}
    </>
  )
}
