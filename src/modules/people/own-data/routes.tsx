import { allow, router } from '../../../platform/http.ts'
import { giveOwnData } from './taking.ts'
import { OwnDataPage } from './views.tsx'

export const ownDataRoutes = router()
  .get('/me/data', allow('person'), (c) => c.html(<OwnDataPage />))

  .post('/me/data/copy', allow('person'), (c) => giveOwnData(c))
