import type { PeopleView, PersonView } from '@/lib/views'
import { LinkedData } from '@/app/components/LinkedData'
import { PeoplePage } from '@/app/components/PeoplePage'
import { PersonPage } from '@/app/components/PersonPage'
import { metadataOf } from '@/app/metadata'
import { paramsFor, viewAt } from '@/app/source'
import '@/app/styles/lists.css'

export const generateStaticParams = () => paramsFor('person', ['slug', 'period'])

interface Props { readonly params: Promise<{ slug: string; period?: string[] }> }

async function view({ params }: Props): Promise<PersonView | PeopleView> {
  const { slug, period } = await params
  return viewAt('people', slug, period)
}

export const generateMetadata = async (props: Props) => metadataOf(await view(props))

/** A person, or one letter of a long index. */
export default async function Person(props: Props) {
  const shown = await view(props)
  return 'groups' in shown ? <PeoplePage view={shown} /> : <><LinkedData head={shown.head} /><PersonPage view={shown} /></>
}
