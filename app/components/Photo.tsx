import type { PhotoView } from '@/lib/views'

/** Ticks in the corners of the plate, as printers mark a picture's place. */
const CORNERS = 'M4 10V4h6m140 0h6v6m0 70v6h-6M10 86H4v-6'

/** A photograph, or the honest place of one that did not survive. */
export function Photo({ photo }: { readonly photo: PhotoView }) {
  const { src, alt, caption, credit } = photo
  return (
    <>
      {src
        ? <img src={src} alt={alt ?? ''} loading="lazy" decoding="async" />
        : <div className="plate"><svg aria-hidden="true" viewBox="0 0 160 90"><path strokeWidth=".4" d={CORNERS} /></svg><span>原版此处刊照片一幅<br />本库仅存文字</span></div>}
      {(caption || credit) && (
        <figcaption>{caption}{credit && <span className="meta nb">{credit}</span>}</figcaption>
      )}
    </>
  )
}
