import type { StoryView } from '@/lib/views'
import { HeadlineText } from './HeadlineText'
import { Photo } from './Photo'

/** A text of fewer characters is set in one column: cut into three it would be a few words in each. */
const BRIEF = 160

interface StoryProps {
  readonly story: StoryView
  readonly className?: string
}

/** A report on its issue's page. */
export function Story({ story, className = '' }: StoryProps) {
  const { isPhoto } = story
  const kind = [story.wordCount < BRIEF && 'brief', isPhoto && 'photo', story.fragment && 'frag', className].filter(Boolean).join(' ')
  return (
    <article className={`story ${kind}`.trim()}>
      {story.draft && <p className="col">草稿，尚未发布</p>}
      {story.column && <p className="col">{story.column}</p>}
      {story.kicker && <p className="yin"><HeadlineText runs={story.kicker} /></p>}
      {isPhoto ? <PhotoStory story={story} /> : <TextStory story={story} />}
    </article>
  )
}

function PhotoStory({ story }: StoryProps) {
  return (
    <>
      <figure>
        <StoryTitle story={story} />
        {story.photo && <Photo photo={story.photo} />}
      </figure>
      {story.lacuna && <p className="meta">{story.lacuna}</p>}
    </>
  )
}

function TextStory({ story }: StoryProps) {
  return (
    <>
      <StoryTitle story={story} />
      {story.paragraphs.length > 0 && <StoryText story={story} />}
      {story.photo && <figure><Photo photo={story.photo} /></figure>}
      <p className="meta">{[story.names, `${story.wordCount}字`, story.lacuna].filter(Boolean).join('　')}</p>
    </>
  )
}

function StoryText({ story: { paragraphs, dateline } }: StoryProps) {
  return (
    <div className="t">
      {paragraphs.map((paragraph, index) => (
        <p key={index}>
          {index === 0 && dateline && <span className="dl"><b className="src">{dateline.agency}</b>{dateline.rest}</span>}
          {paragraph}
        </p>
      ))}
    </div>
  )
}

function StoryTitle({ story }: StoryProps) {
  return (
    <>
      <h2 className="hd"><a href={story.address}><HeadlineText runs={story.title} /></a></h2>
      {story.subtitle && <p className="fu"><HeadlineText runs={story.subtitle} /></p>}
    </>
  )
}
