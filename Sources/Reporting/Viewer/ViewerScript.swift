/// The viewer's program: its parts in the order in which they build on each other, as one script.
enum ViewerScript {
  static var bytes: [UInt8] {
    [
      PackageResources.viewer_core_js, PackageResources.viewer_words_js, PackageResources.viewer_search_js,
      PackageResources.viewer_table_js, PackageResources.viewer_review_js, PackageResources.viewer_overview_js,
      PackageResources.viewer_clusters_js, PackageResources.viewer_cluster_js, PackageResources.viewer_graph_js,
      PackageResources.viewer_align_js, PackageResources.viewer_pair_js, PackageResources.viewer_claims_js,
      PackageResources.viewer_lists_js, PackageResources.viewer_start_js,
    ].reduce([]) { $0 + $1 }
  }
}
