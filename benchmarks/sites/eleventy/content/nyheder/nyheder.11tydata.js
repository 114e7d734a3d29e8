export default { layout: "article.njk", permalink: ({ page }) => `/nyheder/${page.fileSlug}/` };
