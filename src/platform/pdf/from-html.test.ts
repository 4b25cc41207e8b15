import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { paragraph, runs } from './document.ts'
import { blocksFromHtml } from './from-html.ts'

describe('blocks from HTML', () => {
  it('reads marks, and folds white space as a browser does', () => {
    const html =
      '<p>One <strong>two <em>three</em></strong>\n <a href="https://a.example/?b=1&amp;c=2">four</a> &lt;5&gt; </p>\n'

    assert.deepEqual(blocksFromHtml(html), [
      paragraph(
        'One ',
        { text: 'two ', bold: true },
        { text: 'three', bold: true, italic: true },
        ' ',
        { text: 'four', link: 'https://a.example/?b=1&c=2' },
        ' <5>',
      ),
    ])
  })

  it('keeps a line break, and not more than two in a row', () => {
    assert.deepEqual(blocksFromHtml('<p>a<br> b</p>'), [paragraph('a', '\n', 'b')])
    assert.deepEqual(blocksFromHtml(`<p><br>a${'<br>'.repeat(9)}b<br></p>`), [paragraph('a', '\n', '\n', 'b')])
  })

  it('reads lists in lists, and where a list begins to count', () => {
    const html = '<ol start="3"><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ol>'
    const inner = { kind: 'list', ordered: false, items: [[paragraph('b')]] }

    assert.deepEqual(blocksFromHtml(html), [
      { kind: 'list', ordered: true, start: 3, items: [[paragraph('a'), inner], [paragraph('c')]] },
    ])
  })

  it('reads quotes and headings', () => {
    assert.deepEqual(blocksFromHtml('<h2>a</h2><h4>b</h4><h6>c</h6><blockquote><p>d</p></blockquote><h3></h3>'), [
      { kind: 'heading', level: 3, runs: runs('a') },
      { kind: 'heading', level: 4, runs: runs('b') },
      { kind: 'heading', level: 5, runs: runs('c') },
      { kind: 'quote', blocks: [paragraph('d')] },
    ])
  })

  it('keeps the lines of code', () => {
    assert.deepEqual(blocksFromHtml('<pre><code>a\n  b\n</code></pre>'), [paragraph({ text: 'a\n  b', code: true })])
  })

  it('leaves the text of what it does not know, and nothing of a script', () => {
    assert.deepEqual(blocksFromHtml('<div>a<section>b</section></div><u>c</u><script>d</script><!-- e -->'), [
      paragraph('a'),
      paragraph('b'),
      paragraph('c'),
    ])
  })

  it('makes nothing of nothing', () => {
    assert.deepEqual(blocksFromHtml(' <p> </p> <ul></ul><blockquote></blockquote>'), [])
  })

  it('reads what is nested ten thousand deep', () => {
    for (const tag of ['<b>', '<div>', '<blockquote>', '<ul><li>']) {
      assert.match(JSON.stringify(blocksFromHtml(`${tag.repeat(10_000)}deep`)), /"deep"/)
    }
  })
})
