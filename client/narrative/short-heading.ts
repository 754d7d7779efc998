import { Extension, textblockTypeInputRule } from '@tiptap/core'

/** "# " and "## " make a heading as "### " does: the title and the section's own heading come before it. */
export const ShortHeading = Extension.create({
  name: 'shortHeading',
  addInputRules() {
    const { heading } = this.editor.schema.nodes
    return heading === undefined
      ? []
      : [textblockTypeInputRule({ find: /^#{1,2}\s$/, type: heading, getAttributes: { level: 3 } })]
  },
})
